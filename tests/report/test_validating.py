"""Reports are what the documents of their formats say; and what is not is told, so that silence means something."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from harness.report.model import Report
from harness.report.registry import format_named
from tests.report.cases import EVERY_OUTCOME, HOSTILE, many_findings, many_visits
from tests.report.validating import faults, faults_of, sarif_faults

REPORTS = {
    "every outcome": EVERY_OUTCOME,
    "hostile": HOSTILE,
    "empty": Report(),
    "many findings": many_findings(250),
    "many visits": many_visits(14),
}


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_every_format_is_as_it_is_documented(report: Report) -> None:
    assert faults_of(report) == []


@pytest.mark.npm
@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_a_sarif_log_fits_the_schema_of_its_standard(report: Report, npm_folder: Callable[[str], Path]) -> None:
    assert sarif_faults(format_named("sarif").render(report), npm_folder("@microsoft/jest-sarif")) == []


@pytest.mark.parametrize(
    ("name", "was", "broken", "told"),
    [
        pytest.param("text", "\n", "\x1b", "text: it holds ['\\x1b']", id="a sign that moves a terminal"),
        pytest.param("json", '"rules": [', '"rules": 7, "other": [', "json: 7 is not of type", id="another type"),
        pytest.param("json", "counted twice", "counted", "json: read again, it is another report", id="another text"),
        pytest.param("junit", ' name="consent"', "", "junit: /testsuites/testsuite[1]: missing", id="no name"),
        pytest.param("junit", "<failure", "<defect", "junit: it cannot be read: mismatched tag", id="torn"),
        pytest.param("junit", 'failures="2"', 'failures="3"', "junit: hstrack: it does not count", id="wrong count"),
        pytest.param("junit", "system-out", "system-err", "junit: 3 cases for 4 findings", id="a case too few"),
        pytest.param("sarif", '"uri": "www', '"uri": "https://www', "sarif: 'https://www", id="an address with scheme"),
        pytest.param("sarif", '"ruleIndex": 0', '"ruleIndex": 1', "sarif: new-rule points at", id="another rule"),
        pytest.param("sarif", '"results": [', '"results": [], "others": [', "sarif: 0 results for 4", id="no results"),
        pytest.param("csv", "\r\nerror,", "\r\nerror,,", "csv: its rows are not as RFC 4180", id="a cell too many"),
        pytest.param("csv", "\r\nerror,", "\r\n=1,", "csv: '=1' begins a formula", id="a formula"),
        pytest.param("github", "::error title", "::error name", "github: '::error name", id="unknown property"),
        pytest.param("github", "hstrack: ", "::add-path::", "github: '::add-path::", id="another command"),
        pytest.param("markdown", "| what |", "| <b |", "markdown: '<b' is a mark", id="a mark"),
        pytest.param("markdown", "| what |", "| what | more |", "markdown: '| what | more |", id="another table"),
        pytest.param("html", "</main>", "", "closes <body>, which is not the last one opened", id="never closed"),
        pytest.param("html", '<section id="flow"', '<section id="main"', "the id 'main' is there twice", id="id twice"),
        pytest.param("html", 'id="flow"', 'id="flows"', "html: nothing has the address #flow", id="a dead address"),
        pytest.param("html", '<main id="main"', '<main id="main" id="m"', "<main> has an attribute twice", id="twice"),
    ],
)
def test_what_is_not_as_documented_is_told(name: str, was: str, broken: str, told: str) -> None:
    text = format_named(name).render(EVERY_OUTCOME).replace(was, broken)

    assert told in " ".join(faults(name, text, EVERY_OUTCOME))
