"""What strangers chose does no harm in any format: each is read by a parser of its own, and holds one line a text."""

from __future__ import annotations

import csv
import io
import json
import re
from xml.etree import ElementTree as ET

import pytest

from harness.report.diff import DIFF_FORMATS, changes_between
from harness.report.formats.csv import COLUMNS
from harness.report.model import Report
from harness.report.registry import format_named, format_names
from tests.report.cases import HOSTILE, HOSTILE_TEXTS

PRINTED = {name: format_named(name).render(HOSTILE) for name in format_names()}
# Each face of the changes as well.
CHANGED = {f"diff {name}": render(changes_between(Report(), HOSTILE)) for name, render in DIFF_FORMATS.items()}


@pytest.mark.parametrize("name", [*PRINTED, *CHANGED])
def test_nothing_moves_a_terminal_or_turns_text_around(name: str) -> None:
    text = (PRINTED | CHANGED)[name].replace("\r\n", "\n")

    assert {sign for sign in text if not sign.isprintable()} <= {"\n"}


@pytest.mark.parametrize("name", [*PRINTED, *CHANGED])
def test_a_megabyte_does_not_fill_the_report(name: str) -> None:
    text = (PRINTED | CHANGED)[name]

    assert (max(map(len, text.split("a" * 2_001))), len(text.encode())) < (len(text) + 1, 700_000)
    assert "a" * 2_001 not in text


def test_xml_is_whole() -> None:
    cases = [*ET.fromstring(PRINTED["junit"]).iter("testcase")]  # noqa: S314 - our own

    assert len(cases) == 3 * len(HOSTILE_TEXTS)


@pytest.mark.parametrize("name", ["json", "sarif"])
def test_json_is_whole(name: str) -> None:
    assert json.loads(PRINTED[name])


def test_each_row_of_a_table_has_every_column_and_none_begins_a_formula() -> None:
    rows = [*csv.reader(io.StringIO(PRINTED["csv"], newline=""))]

    assert [len(row) for row in rows] == [len(COLUMNS)] * (1 + len(HOSTILE_TEXTS))
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))] == []


def test_annotations_are_those_that_were_meant() -> None:
    commands = [line.partition("::")[2].partition(" ")[0] for line in PRINTED["github"].splitlines()]

    assert commands == ["", *["error"] * 2 * len(HOSTILE_TEXTS)]


@pytest.mark.parametrize("name", ["markdown", "diff markdown"])
def test_markdown_holds_no_mark_of_a_stranger(name: str) -> None:
    text = (PRINTED | CHANGED)[name]

    assert re.findall(r"<\w|(?<!\\)\]\(|(?<!\\)`|@\w", text) == []
