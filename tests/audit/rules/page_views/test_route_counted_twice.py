"""Cases of the rule route-counted-twice."""

import pytest

from harness.audit.rules.page_views.route_counted_twice import route_counted_twice
from harness.audit.testing import navigation, page_view, push, run_rule, visit
from harness.audit.visit import Visit

ROUTE = (page_view("/", at_s=0), navigation("/menu", at_s=1))
ROUTER = push("trackPageView", source="app.js:12", at_s=1.01)
TAG = push("trackPageView", source="tags.js:30", at_s=1.05)

FIRES = {
    "a tag counts what the router has counted": (
        visit(*ROUTE, ROUTER, page_view("/menu", at_s=1.02), TAG, page_view("/menu", at_s=1.06)),
        "one change of route to /menu was counted 2 times, by app.js:12 and by tags.js:30",
    ),
    "an effect runs twice": (
        visit(*ROUTE, ROUTER, page_view("/menu", at_s=1.02), ROUTER, page_view("/menu", at_s=1.03)),
        "one change of route to /menu was counted 2 times, by app.js:12",
    ),
    "a framework replaces the address by itself meanwhile": (
        visit(
            *ROUTE,
            ROUTER,
            page_view("/menu", at_s=1.02),
            navigation("/menu", "replace", at_s=1.03),
            TAG,
            page_view("/menu", at_s=1.06),
        ),
        "one change of route to /menu was counted 2 times, by app.js:12 and by tags.js:30",
    ),
    "nobody was seen to push": (
        visit(*ROUTE, page_view("/menu", at_s=1.02), page_view("/menu", at_s=1.06)),
        "one change of route to /menu was counted 2 times",
    ),
    "the path is said and the address stays": (
        visit(
            page_view("/", at_s=0),
            push("setPath", "/step-2", at_s=1),
            page_view("/", set_path="/step-2", at_s=1.1),
            page_view("/", set_path="/step-2", at_s=1.2),
        ),
        "one change of route to / was counted 2 times",
    ),
    "the route is counted again long after": (
        visit(
            *ROUTE,
            page_view("/menu", at_s=1.02),
            page_view("/menu", at_s=1.06),
            page_view("/menu", at_s=60),
        ),
        "one change of route to /menu was counted 2 times",
    ),
}

QUIET = {
    "every route is counted once": visit(*ROUTE, ROUTER, page_view("/menu", at_s=1.02)),
    "the visitor asks for the same again": visit(*ROUTE, page_view("/menu", at_s=1.02), page_view("/menu", at_s=9)),
    "the visitor goes there and back": visit(
        *ROUTE,
        page_view("/menu", at_s=1.02),
        navigation("/", "pop", at_s=1.5),
        page_view("/", at_s=1.51),
        navigation("/menu", at_s=1.8),
        page_view("/menu", at_s=1.81),
    ),
    "only the query changes": visit(
        *ROUTE, page_view("/menu", at_s=1.02), navigation("/menu?page=2", at_s=1.5), page_view("/menu?page=2", at_s=1.6)
    ),
}

BESIDE_THE_POINT = {
    "only the first view is counted, twice": visit(page_view("/", at_s=0), page_view("/", at_s=0.1)),
    "nothing was sent": visit(),
    "every page is a load of its own": visit(
        navigation("/", "load"), page_view("/"), navigation("/menu", "load"), page_view("/menu")
    ),
}


@pytest.mark.parametrize(("case", "told"), FIRES.values(), ids=FIRES)
def test_it_fires_when(case: Visit, told: str) -> None:
    assert [finding.message for finding in run_rule(route_counted_twice, case).findings] == [told]


@pytest.mark.parametrize("case", QUIET.values(), ids=QUIET)
def test_it_is_quiet_when(case: Visit) -> None:
    assert run_rule(route_counted_twice, case).outcome == "clean"


@pytest.mark.parametrize("case", BESIDE_THE_POINT.values(), ids=BESIDE_THE_POINT)
def test_it_does_not_apply_when(case: Visit) -> None:
    assert run_rule(route_counted_twice, case).outcome == "does-not-apply"


def test_how_close_is_too_close_can_be_said() -> None:
    case = visit(*ROUTE, page_view("/menu", at_s=1.02), page_view("/menu", at_s=9))
    assert [run_rule(route_counted_twice, case, within_s=limit_s).outcome for limit_s in (5.0, 10.0)] == [
        "clean",
        "finding",
    ]


def test_it_names_the_second_line() -> None:
    case = visit(*ROUTE, ROUTER, page_view("/menu", at_s=1.02), TAG, page_view("/menu", at_s=1.06))
    (finding,) = run_rule(route_counted_twice, case).findings
    assert (finding.page, str(finding.cause)) == ("https://www.acme.test/menu", "tags.js:30")
