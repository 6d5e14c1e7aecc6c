"""A report for CI systems that read JUnit's XML: a suite for each family, a case for each rule or finding."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from harness.report.coverage import place_of
from harness.report.model import Report, ReportedFinding, ReportedRule

__all__ = ["SUFFIX", "render"]

SUFFIX = ".xml"

CHILDREN = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def render(report: Report) -> str:
    """The report as JUnit's XML; a finding fails its case from the severity on that fails the run."""
    root = Element("testsuites", name="hstrack")
    rules = sorted(report.rules, key=lambda rule: rule.family)
    for family, members in groupby(rules, key=lambda rule: rule.family):
        cases = [case for rule in members for case in _cases(rule, report)]
        _suite(root, family, cases, report)
    if report.problems:
        _suite(root, "visits", [_case("visits", problem, error=problem) for problem in report.problems], report)
    # Jenkins' schema knows no `skipped` here.
    _count(root, [*root.iter("testcase")], "failures", "errors")
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suite(root: Element, name: str, cases: list[Element], report: Report) -> None:
    suite = SubElement(root, "testsuite", name=name)
    _count(suite, cases, *CHILDREN)
    if report.visits:
        suite.set("timestamp", f"{report.visits[0].started_at:%Y-%m-%dT%H:%M:%S}")
    suite.extend(cases)


def _count(element: Element, cases: list[Element], *kinds: str) -> None:
    element.set("tests", str(len(cases)))
    for kind in kinds:
        element.set(kind, str(sum(case.find(CHILDREN[kind]) is not None for case in cases)))


def _cases(rule: ReportedRule, report: Report) -> Iterator[Element]:
    for finding in rule.findings:
        yield _found(rule, finding, report)
    for crash in rule.crashes:
        yield _case(rule.family, rule.rule, error=crash)
    if not rule.findings and not rule.crashes:
        reason = rule.ignored or "; ".join(rule.undecided or rule.not_applicable)
        yield _case(rule.family, rule.rule, skipped="" if rule.outcome == "clean" else reason or rule.outcome)


def _found(rule: ReportedRule, finding: ReportedFinding, report: Report) -> Element:
    case = _case(rule.family, f"{rule.rule} on {place_of(finding.page)}")
    if not finding.counts:
        SubElement(case, "skipped", message=f"accepted: {finding.reason}")
        return case
    body = SubElement(case, "failure") if report.fails(finding) else SubElement(case, "system-out")
    if body.tag == "failure":
        body.set("message", finding.message)
        body.set("type", finding.severity)
    body.text = "\n".join(_lines(rule, finding))
    return case


def _lines(rule: ReportedRule, finding: ReportedFinding) -> Iterator[str]:
    yield f"{finding.severity}: {finding.message}"
    for name, value in (
        ("page", finding.page),
        ("evidence", finding.evidence),
        ("cause", str(finding.cause or "")),
        ("baseline", finding.reason),
        ("why", rule.why),
        ("fix", finding.fix or rule.fix),
    ):
        if value:
            yield f"{name}: {value}"


def _case(family: str, name: str, *, error: str = "", skipped: str = "") -> Element:
    case = Element("testcase", classname=f"hstrack.{family}", name=name)
    if error:
        SubElement(case, "error", message=error)
    if skipped:
        SubElement(case, "skipped", message=skipped)
    return case
