"""Cases of the rule ignored-path."""

import pytest

from harness.audit.rules.page_views.ignored_path import ignored_path
from harness.audit.testing import page_view, push, run_rule, told, visit
from harness.audit.visit import Visit

IGNORED = "error: trackPageView was given '/menu', which it ignores; "

CASES = {
    "the path is lost": (
        visit(push("trackPageView", "/menu"), page_view("/menu")),
        [IGNORED + "HubSpot will record a view without a set path"],
    ),
    "the path of another route is counted": (
        visit(push("trackPageView", "/menu"), page_view("/menu", set_path="/")),
        [IGNORED + "HubSpot will record /"],
    ),
    "the path stands in an object": (
        visit(push("trackPageView", path="/menu", title="Menu"), page_view("/menu")),
        [IGNORED + "HubSpot will record a view without a set path"],
    ),
    "nothing was sent": (visit(push("trackPageView", "/menu")), [IGNORED + "HubSpot will record no such path"]),
    "one line pushes every route": (
        visit(push("trackPageView", "/menu", source="a.js:1"), push("trackPageView", "/book", source="a.js:1")),
        [IGNORED + "HubSpot will record no such path"],
    ),
    "setPath has said the same": (visit(push("trackPageView", "/menu"), page_view("/menu", set_path="/menu")), []),
    "there is no argument": (visit(push("trackPageView"), page_view("/menu")), []),
    "the argument is no path": (visit(push("trackPageView", "Menu", 3), page_view("/menu")), []),
    "the tracking code counts alone": (visit(page_view("/")), ["does-not-apply: the site pushed no trackPageView"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(ignored_path, case) == lines


def test_it_blames_the_line_that_gave_the_path() -> None:
    case = visit(push("trackPageView", "/menu", source="app.js:3"))
    assert [str(finding.cause) for finding in run_rule(ignored_path, case).findings] == ["app.js:3"]
