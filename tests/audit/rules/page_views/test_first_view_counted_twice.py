"""Cases of the rule first-view-counted-twice."""

import pytest

from harness.audit.rules.page_views.first_view_counted_twice import first_view_counted_twice
from harness.audit.testing import event, navigation, page_view, push, run_rule, visit
from harness.audit.visit import Visit

OWN = push("trackPageView", source="https://js.hs-analytics.net/analytics/1/4242.js:7")

FIRES = {
    "the router reports its first route": (
        visit(page_view("/"), push("setPath", "/"), push("trackPageView"), page_view("/", set_path="/")),
        "the first page view of / was counted 2 times in one load",
    ),
    "a framework replaces the address by itself": (
        visit(page_view("/"), navigation("/", "replace"), push("trackPageView"), page_view("/")),
        "the first page view of / was counted 2 times in one load",
    ),
    "the query is cut off in between": (
        visit(page_view("/?utm_source=news"), navigation("/", "replace"), push("trackPageView"), page_view("/")),
        "the first page view of / was counted 2 times in one load",
    ),
    "the route stands in the fragment": (
        visit(page_view("/#/about"), push("trackPageView"), page_view("/#/about", set_path="/about")),
        "the first page view of /about was counted 2 times in one load",
    ),
    "strict mode runs the effect twice": (
        visit(page_view("/"), push("trackPageView"), page_view("/"), push("trackPageView"), page_view("/")),
        "the first page view of / was counted 3 times in one load",
    ),
    "only the second load doubles its view": (
        visit(
            navigation("/", "load"),
            page_view("/"),
            navigation("/pricing", "load"),
            page_view("/pricing"),
            push("trackPageView"),
            page_view("/pricing"),
        ),
        "the first page view of /pricing was counted 2 times in one load",
    ),
}

QUIET = {
    "the tracking code counts alone": visit(page_view("/"), event("pe4242_open")),
    "a second load counts its own first view": visit(
        navigation("/", "load"), page_view("/"), navigation("/", "load"), page_view("/")
    ),
    "a route is counted after its change of address": visit(
        page_view("/"), navigation("/pricing"), push("trackPageView"), page_view("/pricing", set_path="/pricing")
    ),
    "the visitor opens the same page again inside the application": visit(
        page_view("/"), navigation("/"), push("trackPageView"), page_view("/")
    ),
    "the visitor comes back to the first route": visit(
        page_view("/"),
        navigation("/pricing"),
        push("trackPageView"),
        page_view("/pricing"),
        navigation("/", "pop"),
        push("trackPageView"),
        page_view("/"),
    ),
    "a redirect inside the application makes another route": visit(
        page_view("/"), navigation("/home", "replace"), push("trackPageView"), page_view("/home")
    ),
    "a step of a form is counted under a path of its own": visit(
        page_view("/", set_path="/"), push("trackPageView"), page_view("/", set_path="/step-2")
    ),
    "the tracking code counts twice, which is for another rule": visit(OWN, OWN, page_view("/"), page_view("/")),
    "a frame with the tracking code counts itself": visit(
        navigation("/", "load"), page_view("/"), page_view("/frame"), push("trackPageView")
    ),
}

UNSURE = {
    "two views come, but no code of the site pushed one": (
        visit(page_view("/"), page_view("/")),
        "the first page view of / was counted 2 times, but no trackPageView of the site's code was seen; "
        "the tracking code may be installed twice",
    ),
    "the browser may have merged an early second view": (
        visit(push("trackPageView", before_takeover=True), page_view("/")),
        "trackPageView was pushed on / before the tracking code took over, which counts the view once more; "
        "the browser sends views of the same millisecond only once, and here one arrived",
    ),
}


@pytest.mark.parametrize(("case", "told"), FIRES.values(), ids=FIRES)
def test_it_fires_when(case: Visit, told: str) -> None:
    assert [finding.message for finding in run_rule(first_view_counted_twice, case).findings] == [told]


@pytest.mark.parametrize("case", QUIET.values(), ids=QUIET)
def test_it_is_quiet_when(case: Visit) -> None:
    assert run_rule(first_view_counted_twice, case).outcome == "clean"


@pytest.mark.parametrize(("case", "reason"), UNSURE.values(), ids=UNSURE)
def test_it_is_undecided_when(case: Visit, reason: str) -> None:
    assert run_rule(first_view_counted_twice, case).undecided == (reason,)


def test_it_does_not_apply_without_page_views() -> None:
    assert run_rule(first_view_counted_twice, visit()).not_applicable == ("no page view was sent",)


def test_it_names_the_line_that_pushed_the_second_view() -> None:
    case = visit(page_view("/"), push("trackPageView", source="app.js:14 routeChanged"), page_view("/"))
    (finding,) = run_rule(first_view_counted_twice, case).findings
    assert (finding.evidence, str(finding.cause)) == ("page view of /", "app.js:14 routeChanged")
