"""Cases of the rule fragment-route-lost."""

import pytest

from harness.audit.rules.page_views.fragment_route_lost import fragment_route_lost
from harness.audit.testing import page_view, push, run_rule, told, visit
from harness.audit.visit import Visit

NONE = "does-not-apply: no counted address holds a route behind its #"

CASES = {
    "the path leaves the route out": (
        visit(page_view("/#/", set_path="/"), page_view("/#/menu", set_path="/")),
        ["error: the page view of the route '#/menu' carries the set path '/'; HubSpot will record /"],
    ),
    "the visitor lands on a route": (
        visit(page_view("/#!/menu")),
        ["error: the page view of the route '#!/menu' carries no set path; HubSpot will record /"],
    ),
    "the path names the route": (visit(page_view("/#/menu", set_path="/#/menu")), []),
    "the path names the route without its #": (visit(page_view("/#/menu", set_path="/menu")), []),
    "the application lives in a folder": (visit(page_view("/app#/menu", set_path="/app/menu")), []),
    "a later view has no path, which is for another rule": (visit(page_view("/#/"), page_view("/#/menu")), []),
    "the first route is open": (visit(page_view("/#/")), [NONE]),
    "the fragment is an anchor": (visit(page_view("/#hours", set_path="/")), [NONE]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(fragment_route_lost, case) == lines


def test_it_tells_each_route_once_and_blames_the_call_that_set_the_path() -> None:
    view = page_view("/#/menu", set_path="/")
    case = visit(push("setPath", "/", source="app.js:3"), page_view("/#/", set_path="/"), view, view)
    assert [str(finding.cause) for finding in run_rule(fragment_route_lost, case).findings] == ["app.js:3"]
