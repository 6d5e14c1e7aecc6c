"""Cases of the rule view-without-title."""

import pytest

from harness.audit.rules.page_views.view_without_title import view_without_title
from harness.audit.testing import page_view, push, run_rule, told, visit
from harness.audit.visit import Visit

BARE = "warning: the page view of /menu carries no title; HubSpot will record the address alone"

CASES = {
    "there is none": (visit(page_view("/menu"), page_view("/menu")), [BARE]),
    "it is blank": (visit(page_view("/menu", title=" ")), [BARE]),
    "there is one": (visit(page_view("/menu", title="Menu")), []),
    "nothing is counted": (visit(), ["does-not-apply: no page view was sent"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(view_without_title, case) == lines


def test_it_blames_the_call_that_counted_too_early() -> None:
    case = visit(page_view("/", title="Home"), push("trackPageView", source="app.js:3"), page_view("/menu"))
    assert [str(finding.cause) for finding in run_rule(view_without_title, case).findings] == ["app.js:3"]
