"""A report for code scanners is what OASIS says a SARIF log is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema_rs
import pytest

from harness.report.formats.sarif import render
from harness.report.model import Report
from tests.report.cases import EVERY_OUTCOME, HOSTILE

SCHEMA = "lib/schemas/sarif-2.1.0-rtm.5.json"


@pytest.mark.npm
@pytest.mark.parametrize("report", [EVERY_OUTCOME, HOSTILE, Report()], ids=["every outcome", "hostile", "empty"])
def test_a_log_fits_the_schema(report: Report, npm_folder: Callable[[str], Path]) -> None:
    text = (npm_folder("@microsoft/jest-sarif") / SCHEMA).read_text(encoding="utf-8")
    # One pattern of the schema is no pattern: it closes a bracket that it has not opened.
    schema = json.loads(text.replace("]?$", "?$"))

    jsonschema_rs.validate(schema, json.loads(render(report)))


@pytest.mark.parametrize("report", [EVERY_OUTCOME, HOSTILE], ids=["every outcome", "hostile"])
def test_a_result_is_at_host_and_path_and_points_at_its_rule(report: Report) -> None:
    run = json.loads(render(report))["runs"][0]
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]]

    assert [place for place in places if place.startswith("/") or ":" in place or not place.isascii()] == []
    assert [run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] for result in run["results"]] == [
        result["ruleId"] for result in run["results"]
    ]


def test_what_a_baseline_accepts_is_suppressed_with_the_reason() -> None:
    results = json.loads(render(EVERY_OUTCOME))["runs"][0]["results"]

    assert {result["ruleId"]: (result["baselineState"], result["suppressions"]) for result in results} == {
        "new-rule": ("new", []),
        "accepted-rule": (
            "unchanged",
            [{"kind": "external", "justification": "until the new router; until 2027-01-01"}],
        ),
        "worse-rule": ("updated", []),
        "expired-rule": ("unchanged", []),
    }
