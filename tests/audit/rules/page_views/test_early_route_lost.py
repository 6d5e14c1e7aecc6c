"""Cases of the rule early-route-lost."""

import pytest

from harness.audit.rules.page_views.early_route_lost import early_route_lost
from harness.audit.testing import navigation, page_view, push, run_rule, told, visit
from harness.audit.visit import Visit

LOAD = navigation("/", "load")
LOST = "warning: the visitor left / before the tracking code ran; HubSpot will record no view of /"

CASES = {
    "the first view is that of the second route": (visit(LOAD, navigation("/menu"), page_view("/menu")), [LOST]),
    "two routes are over": (
        visit(LOAD, navigation("/menu"), navigation("/book"), page_view("/book")),
        [
            "warning: the visitor left /, /menu before the tracking code ran; HubSpot will record no view of /, /menu",
        ],
    ),
    "the tracking code is there in time": (
        visit(LOAD, page_view("/"), navigation("/menu"), page_view("/menu")),
        [],
    ),
    "the early route is counted all the same": (
        visit(LOAD, navigation("/menu"), page_view("/menu"), page_view("/menu", set_path="/")),
        [],
    ),
    "the application redirects at once": (visit(LOAD, navigation("/en", "replace"), page_view("/en")), []),
    "a later route is not counted": (visit(LOAD, page_view("/"), navigation("/menu")), []),
    "nothing is counted": (visit(LOAD, navigation("/menu")), ["does-not-apply: no page view was sent"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(early_route_lost, case) == lines


def test_it_blames_the_first_call_that_was_overtaken() -> None:
    early = push("setPath", "/", source="app.js:4", before_takeover=True)
    case = visit(LOAD, early, navigation("/menu"), push("trackPageView", before_takeover=True), page_view("/menu"))
    assert [str(finding.cause) for finding in run_rule(early_route_lost, case).findings] == ["app.js:4"]
