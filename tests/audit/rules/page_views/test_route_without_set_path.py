"""Cases of the rule route-without-set-path."""

import pytest

from harness.audit.rules.page_views.route_without_set_path import route_without_set_path
from harness.audit.testing import navigation, page_view, push, run_rule, visit
from harness.audit.visit import Visit

FIRES = {
    "the route is tracked without a path": (
        visit(page_view("/"), navigation("/menu"), push("trackPageView"), page_view("/menu")),
        "the page view at /menu carries no set path, although the address changed from /",
    ),
    "the path of the first route stays": (
        visit(
            push("setPath", "/"),
            page_view("/", set_path="/"),
            navigation("/menu"),
            push("trackPageView"),
            page_view("/menu", set_path="/"),
        ),
        "the page view at /menu still carries the set path '/', although the address changed from /",
    ),
    "the route stands in the fragment": (
        visit(page_view("/#/"), navigation("/#/about", "hash"), push("trackPageView"), page_view("/#/about")),
        "the page view at /about carries no set path, although the address changed from /",
    ),
    "the path is set behind the view": (
        visit(
            push("setPath", "/"),
            page_view("/", set_path="/"),
            navigation("/menu"),
            push("trackPageView"),
            page_view("/menu", set_path="/"),
            push("setPath", "/menu"),
        ),
        "the page view at /menu still carries the set path '/', although the address changed from /; "
        "setPath names it only behind trackPageView",
    ),
    "the path that is set behind the view is that of the next route": (
        visit(
            push("setPath", "/"),
            page_view("/", set_path="/"),
            navigation("/menu"),
            push("trackPageView"),
            page_view("/menu", set_path="/"),
            navigation("/about"),
            push("setPath", "/about"),
        ),
        "the page view at /menu still carries the set path '/', although the address changed from /",
    ),
    "the visitor goes back": (
        visit(
            page_view("/", set_path="/"),
            navigation("/menu"),
            push("setPath", "/menu"),
            page_view("/menu", set_path="/menu"),
            navigation("/", "pop"),
            push("trackPageView"),
            page_view("/", set_path="/menu"),
        ),
        "the page view at / still carries the set path '/menu', although the address changed from /menu",
    ),
}

QUIET = {
    "every route has its path": visit(
        page_view("/"), navigation("/menu"), push("setPath", "/menu"), page_view("/menu", set_path="/menu")
    ),
    "the path belongs to the new address": visit(
        page_view("/", set_path="/menu"), navigation("/menu"), page_view("/menu", set_path="/menu")
    ),
    "two languages of a page share a path": visit(
        page_view("/en/menu", set_path="/menu"),
        navigation("/de/menu"),
        push("setPath", "/menu"),
        page_view("/de/menu", set_path="/menu"),
    ),
    "the application lives below a folder": visit(
        page_view("/app/"), navigation("/app/menu"), push("setPath", "/menu"), page_view("/app/menu", set_path="/menu")
    ),
}

BESIDE_THE_POINT = {
    "every page is a load of its own": visit(
        navigation("/", "load"), page_view("/"), navigation("/menu", "load"), page_view("/menu")
    ),
    "only the query changes": visit(page_view("/"), navigation("/?page=2"), page_view("/?page=2")),
    "an anchor of the page is opened": visit(page_view("/"), navigation("/#hours", "hash"), page_view("/#hours")),
    "the address is replaced by itself": visit(page_view("/a/"), navigation("/a", "replace"), page_view("/a")),
    "a route is not counted at all": visit(page_view("/"), navigation("/menu")),
}


@pytest.mark.parametrize(("case", "told"), FIRES.values(), ids=FIRES)
def test_it_fires_when(case: Visit, told: str) -> None:
    assert [finding.message for finding in run_rule(route_without_set_path, case).findings] == [told]


@pytest.mark.parametrize("case", QUIET.values(), ids=QUIET)
def test_it_is_quiet_when(case: Visit) -> None:
    assert run_rule(route_without_set_path, case).outcome == "clean"


@pytest.mark.parametrize("case", BESIDE_THE_POINT.values(), ids=BESIDE_THE_POINT)
def test_it_does_not_apply_when(case: Visit) -> None:
    assert run_rule(route_without_set_path, case).outcome == "does-not-apply"


def test_it_names_the_page_and_the_line_that_pushed_the_view() -> None:
    case = visit(page_view("/"), navigation("/menu"), push("trackPageView", source="app.js:13"), page_view("/menu"))
    (finding,) = run_rule(route_without_set_path, case).findings
    assert (finding.page, str(finding.cause)) == ("https://www.acme.test/menu", "app.js:13")
