"""What is other in one report than in another."""

from __future__ import annotations

import json
from dataclasses import replace

from harness.audit.result import AuditReport
from harness.audit.rules.page_views.first_view_counted_twice import first_view_counted_twice
from harness.audit.run import judge
from harness.audit.testing import event, page, page_view, push, visit
from harness.audit.visit import Visit
from harness.report.build import report_of
from harness.report.diff import changes_between, diff_json, diff_markdown, diff_text
from harness.report.model import Change, Report


def reported(*visits: Visit) -> Report:
    return report_of(judge(visits, [first_view_counted_twice]))


BEFORE = reported(
    visit(page("/"), page_view("/"), page_view("/old"), event("pe4242_open", course="a"), event("pe4242_gone"))
)
AFTER = reported(
    visit(page("/"), page_view("/"), push("trackPageView"), page_view("/"), event("pe4242_open", level="b"))
)

CHANGES = (
    Change(
        kind="finding",
        what="appeared",
        text="error first-view-counted-twice: the first page view of / was counted 2 times in one load"
        " (https://www.acme.test/)",
    ),
    Change(kind="page", what="vanished", text="www.acme.test/old"),
    Change(kind="event", what="vanished", text="pe4242_gone"),
    Change(kind="property", what="appeared", text="level of pe4242_open"),
    Change(kind="property", what="vanished", text="course of pe4242_open"),
)


def test_what_appeared_and_vanished_is_told() -> None:
    assert changes_between(BEFORE, AFTER) == CHANGES


def test_the_same_report_has_no_changes() -> None:
    assert changes_between(AFTER, AFTER) == ()


def test_a_finding_that_vanished_and_one_that_grew_worse_are_told() -> None:
    (rule,) = AFTER.rules
    mild = replace(AFTER, rules=(replace(rule, findings=(replace(rule.findings[0], severity="note"),)),))
    empty = report_of(AuditReport())

    assert [change.what for change in changes_between(mild, AFTER)] == ["worse"]
    assert [(change.what, change.text.split()[0]) for change in changes_between(mild, empty)[:1]] == [
        ("vanished", "note")
    ]


def test_changes_are_lines_at_a_terminal() -> None:
    assert diff_text(CHANGES) == (
        "+ finding   error first-view-counted-twice: the first page view of / was counted 2 times in one load"
        " (https://www.acme.test/)\n"
        "- page      www.acme.test/old\n"
        "- event     pe4242_gone\n"
        "+ property  level of pe4242_open\n"
        "- property  course of pe4242_open\n"
    )


def test_changes_are_a_document_for_programs() -> None:
    assert json.loads(diff_json(CHANGES[1:2])) == {
        "format": "hstrack-diff",
        "version": 1,
        "changes": [{"kind": "page", "what": "vanished", "text": "www.acme.test/old"}],
    }


def test_changes_are_lists_in_a_pull_request() -> None:
    assert diff_markdown(CHANGES[1:4]) == (
        "## HubSpot tracking: 3 changes\n\n"
        "### Appeared\n\n"
        "- property: level of pe4242\\_open\n\n"
        "### Vanished\n\n"
        "- page: www.acme.test/old\n"
        "- event: pe4242\\_gone\n"
    )


def test_no_changes_are_told_too() -> None:
    assert (diff_text(()), diff_markdown(())) == ("nothing changed\n", "## HubSpot tracking: nothing changed\n")
