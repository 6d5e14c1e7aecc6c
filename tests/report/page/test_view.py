"""What the page of a report says first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harness.report.build import summary_of
from harness.report.model import Report
from harness.report.page.view import SHOWN_ROWS, SHOWN_VISITS, view_of
from tests.report.cases import EVERY_OUTCOME, many_findings


def only(*outcomes: str) -> Report:
    """The report of a whole visit with the rules of some outcomes."""
    rules = tuple(rule for rule in EVERY_OUTCOME.rules if rule.outcome in outcomes)
    report = replace(EVERY_OUTCOME, rules=rules, problems=())
    return replace(report, summary=summary_of(report))


@pytest.mark.parametrize(
    ("report", "grade"),
    [
        pytest.param(EVERY_OUTCOME, "error", id="errors"),
        pytest.param(many_findings(1), "warning", id="warnings"),
        pytest.param(only("clean"), "clean", id="clean"),
        pytest.param(only("clean", "undecided"), "doubt", id="undecided"),
        pytest.param(only("clean", "crashed"), "doubt", id="crashed"),
        pytest.param(replace(only("clean"), problems=("not reached",)), "doubt", id="not seen whole"),
        pytest.param(Report(), "doubt", id="nothing visited"),
    ],
)
def test_a_grade_is_never_better_than_what_was_seen(report: Report, grade: str) -> None:
    assert view_of(report).grade == grade


def test_the_page_itself_is_bounded() -> None:
    whole = replace(EVERY_OUTCOME, visits=EVERY_OUTCOME.visits * 30)
    view = view_of(whole)

    assert (len(view.visits), view.shown, view.title) == (SHOWN_VISITS, SHOWN_ROWS, "HubSpot tracking of www.acme.test")


def test_findings_of_one_identity_have_addresses_of_their_own() -> None:
    (rule,) = view_of(many_findings(3)).rules
    anchors = [each.anchor for each in rule.shown]

    assert len(set(anchors)) == 3
    assert anchors[0] == f"f-{rule.rule.findings[0].id}"


def test_the_bar_of_outcomes_is_whole() -> None:
    outcomes = view_of(EVERY_OUTCOME).outcomes

    assert sum(number for _, number, _, _ in outcomes) == len(EVERY_OUTCOME.rules)
    assert sum(width for _, _, _, width in outcomes) == pytest.approx(100)
