"""Each format of a report held against what says how it must be: a schema, a strict parser, a documented grammar.

A fault is a sentence. What only a browser can tell of HTML is in looking.py.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema_rs
from xmlschema import XMLSchema10

from harness.errors import EvidenceError
from harness.report.formats.csv import COLUMNS
from harness.report.formats.json import parse_report
from harness.report.model import Report
from harness.report.registry import format_named, format_names

__all__ = ["faults", "faults_of", "sarif_faults"]

DOCS = Path(__file__).parents[2] / "docs"
JUNIT = Path(__file__).parent / "junit.xsd"
SARIF = "lib/schemas/sarif-2.1.0-rtm.5.json"

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
"""Elements that HTML never closes: https://html.spec.whatwg.org/multipage/syntax.html#void-elements."""

# The commands and their escapes: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions.
_VALUE = r"(?:[^%:,\r\n]|%25|%0D|%0A|%3A|%2C)+"
_PLACE = rf"(?:title|file)={_VALUE}|(?:line|col)=\d+"
_ANNOTATION = re.compile(rf"::(?:error|warning|notice) (?:{_PLACE})(?:,(?:{_PLACE}))*::(?:[^%\r\n]|%25|%0D|%0A)+")
# A heading, a list, one line of text, a table of three columns; what a stranger wrote makes none of them.
_HEADING = re.compile(r"#{2,3} \S.*")
_LIST = re.compile(r"(?:- .+\n?)+")
_LINE = re.compile(r"(?![-+#=>|]|\d+[.)] ).+")
_CELL = r"(?:[^|\\\n]|\\.)*"
_TABLE = re.compile(rf"(?:\|{_CELL}\|{_CELL}\|{_CELL}\|\n)\| --- \| --- \| --- \|(?:\n\|{_CELL}\|{_CELL}\|{_CELL}\|)+")
_FOREIGN = re.compile(r"<\w|(?<!\\)\]\(|(?<!\\)`|@\w")


def faults_of(report: Report) -> list[str]:
    """What is wrong with a report in any format, as far as this can be told without packages and browsers."""
    return [fault for name in format_names() for fault in faults(name, format_named(name).render(report), report)]


def faults(name: str, text: str, report: Report) -> list[str]:
    """What is wrong with a report as one format printed it."""
    told = [*_unprintable(text)]
    try:
        told += CHECKS[name](text, report)
    except (ValueError, SyntaxError, csv.Error, EvidenceError) as error:
        told.append(f"it cannot be read: {error}")
    return [f"{name}: {fault}" for fault in told]


def sarif_faults(text: str, package: Path) -> list[str]:
    """What does not fit OASIS's schema, which is in a package of npm."""
    return [f"sarif: {error.message}" for error in _sarif_schema(package / SARIF).iter_errors(json.loads(text))]


def _unprintable(text: str) -> Iterator[str]:
    if signs := {sign for sign in text.replace("\r\n", "\n") if not sign.isprintable()} - {"\n"}:
        yield f"it holds {sorted(signs)!r}"
    if not text.endswith("\n"):
        yield "its last line has no end"


def _counted(name: str, number: int, report: Report) -> Iterator[str]:
    if number != len(report.findings):
        yield f"{number} {name} for {len(report.findings)} findings"


def _json(text: str, report: Report) -> Iterator[str]:
    for error in _report_schema().iter_errors(json.loads(text)):
        yield error.message
    if parse_report(text.encode()) != report:
        yield "read again, it is another report"


def _junit(text: str, report: Report) -> Iterator[str]:
    root = ET.fromstring(text)  # noqa: S314 - our own
    for error in _junit_schema().iter_errors(root):
        yield f"{error.path}: {error.reason}"
    for element in (root, *root):
        cases = [*element.iter("testcase")]
        told = {name: int(element.get(name, "0")) for name in ("tests", "failures", "errors")}
        if told != {"tests": len(cases), "failures": _with("failure", cases), "errors": _with("error", cases)}:
            yield f"{element.get('name')}: it does not count its cases"
    accepted = sum(not finding.counts for finding in report.findings)
    yield from _counted("cases", accepted + _with("failure", root.iter()) + _with("system-out", root.iter()), report)


def _with(child: str, elements: Iterable[ET.Element]) -> int:
    return sum(element.find(child) is not None for element in elements)


def _sarif(text: str, report: Report) -> Iterator[str]:
    (run,) = json.loads(text)["runs"]
    yield from _counted("results", len(run["results"]), report)
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        if uri.startswith("/") or ":" in uri or not uri.isascii():
            yield f"{uri!r} is no relative address"
        if rules[result["ruleIndex"]] != result["ruleId"]:
            yield f"{result['ruleId']} points at another rule"


def _csv(text: str, report: Report) -> Iterator[str]:
    rows = [*csv.reader(io.StringIO(text, newline=""), strict=True)]
    yield from _counted("rows", len(rows) - 1, report)
    if {len(row) for row in rows} != {len(COLUMNS)} or text.count("\r\n") < len(rows):
        yield "its rows are not as RFC 4180 has them"
    for cell in (cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))):
        yield f"{cell!r} begins a formula"


def _github(text: str, _: Report) -> Iterator[str]:
    for line in text.splitlines():
        if not line.startswith("hstrack: ") and not _ANNOTATION.fullmatch(line):
            yield f"{line!r} is no annotation"


def _markdown(text: str, _: Report) -> Iterator[str]:
    for block in text.rstrip("\n").split("\n\n"):
        if not any(form.fullmatch(block) for form in (_HEADING, _LIST, _LINE, _TABLE)):
            yield f"{block[:80]!r} is no block that was meant"
    if foreign := _FOREIGN.findall(text):
        yield f"{foreign[0]!r} is a mark that was not escaped"


def _text(_: str, __: Report) -> Iterator[str]:
    yield from ()


def _html(text: str, _: Report) -> list[str]:
    page = _Page()
    page.feed(text)
    page.close()
    return page.told()


class _Page(HTMLParser):
    """Whether every element is closed where it was opened, every id is there once, and every address of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.wanted: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if len(facts) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.ids += [str(facts["id"])] if "id" in facts else []
        self.wanted += [str(link)[1:] for link in (facts.get("href"),) if str(link).startswith("#")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"line {self.getpos()[0]} closes <{tag}>, which is not the last one opened")

    def told(self) -> list[str]:
        twice = [each for each, times in Counter(self.ids).items() if times > 1]
        missing = set(self.wanted) - set(self.ids)
        return [
            *self.faults,
            *(f"<{tag}> is never closed" for tag in self.open),
            *(f"the id {each!r} is there twice" for each in twice),
            *(f"nothing has the address #{each}" for each in sorted(missing)),
        ]


CHECKS: dict[str, Callable[[str, Report], Iterable[str]]] = {
    "csv": _csv,
    "github": _github,
    "html": _html,
    "json": _json,
    "junit": _junit,
    "markdown": _markdown,
    "sarif": _sarif,
    "text": _text,
}


@cache
def _report_schema() -> Any:
    return jsonschema_rs.validator_for(json.loads((DOCS / "report.schema.json").read_text(encoding="utf-8")))


@cache
def _junit_schema() -> XMLSchema10:
    return XMLSchema10(JUNIT)


@cache
def _sarif_schema(file: Path) -> Any:
    # One pattern of the schema is no pattern: it closes a bracket that it has not opened.
    return jsonschema_rs.validator_for(json.loads(file.read_text(encoding="utf-8").replace("]?$", "?$")))
