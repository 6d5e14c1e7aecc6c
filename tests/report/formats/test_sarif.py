"""A report for code scanners; tests/report/test_validating.py holds it against the schema of OASIS."""

from __future__ import annotations

import json

from harness.report.formats.sarif import render
from tests.report.cases import EVERY_OUTCOME


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
