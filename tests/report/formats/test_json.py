"""A report for programs; tests/report/test_validating.py holds it against its schema."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.errors import EvidenceError
from harness.report.formats.json import parse_report, render, schema
from harness.report.model import Report
from tests.report.cases import EVERY_OUTCOME, HOSTILE

DOCUMENTED = Path(__file__).parents[3] / "docs" / "report.schema.json"


@pytest.mark.parametrize("report", [EVERY_OUTCOME, HOSTILE, Report()], ids=["every outcome", "hostile", "empty"])
def test_a_report_is_the_same_when_it_is_read_again(report: Report) -> None:
    assert parse_report(render(report).encode()) == report


def test_the_schema_of_the_docs_is_that_of_the_model() -> None:
    assert DOCUMENTED.read_text(encoding="utf-8") == schema(), "write what schema() tells into docs/report.schema.json"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(b"{", "is not a report of hstrack", id="cut"),
        pytest.param(b'{"format": "hstrack-report", "version": 1, "rules": 7}', "Expected `array`", id="another shape"),
        pytest.param(b'{"format": "hstrack-report", "version": 2}', "version 2, but only 1 is known", id="newer"),
    ],
)
def test_what_is_no_report_is_told(text: bytes, told: str) -> None:
    with pytest.raises(EvidenceError, match=told):
        parse_report(text)
