"""Cases of the rule route-not-counted."""

import pytest

from harness.audit.rules.page_views.route_not_counted import route_not_counted
from harness.audit.testing import malformed, navigation, page_view, push, run_rule, told, visit
from harness.audit.visit import Visit

LOAD = (navigation("/", "load"), page_view("/"))
FORGOTTEN = "error: the change of route to /menu was not counted; HubSpot will record no view of it"
NONE = "does-not-apply: no counted document changed its address to another place"

CASES = {
    "the loader is all there is": (visit(*LOAD, navigation("/menu")), [FORGOTTEN]),
    "none of several routes is counted": (
        visit(*LOAD, navigation("/menu"), navigation("/book"), navigation("/menu", "pop")),
        ["error: none of 3 changes of route was counted; HubSpot will record no view of /menu, /book"],
    ),
    "one route is forgotten": (
        visit(*LOAD, navigation("/book"), page_view("/book"), navigation("/menu", at_s=5), navigation("/", at_s=9)),
        [
            FORGOTTEN,
            "error: the change of route to / was not counted; HubSpot will record no view of it",
        ],
    ),
    "the path is said and no view follows": (visit(*LOAD, navigation("/menu"), push("setPath", "/menu")), [FORGOTTEN]),
    "the route stands behind the #": (visit(*LOAD, navigation("/#/menu", "hash")), [FORGOTTEN]),
    "a view is counted for another place": (visit(*LOAD, navigation("/menu"), page_view("/book")), [FORGOTTEN]),
    "every route is counted": (visit(*LOAD, navigation("/menu"), page_view("/menu")), []),
    "a route is counted before the address changes": (
        visit(*LOAD, push("setPath", "/menu"), page_view("/", set_path="/menu"), navigation("/menu")),
        [],
    ),
    "a route is counted a moment after the visitor left it": (
        visit(*LOAD, navigation("/menu"), navigation("/book"), page_view("/menu"), page_view("/book")),
        [],
    ),
    "the application takes the visitor further at once": (
        visit(*LOAD, navigation("/old"), navigation("/menu", "replace"), page_view("/menu")),
        [],
    ),
    "the view was pushed and something else kept it back": (
        visit(*LOAD, navigation("/menu"), push("trackPageView")),
        [],
    ),
    "the route was over before the tracking code ran": (
        visit(navigation("/", "load"), navigation("/menu"), navigation("/book"), page_view("/book")),
        [],
    ),
    "the application replaces its address": (visit(*LOAD, navigation("/menu", "replace")), [NONE]),
    "only the query changes": (visit(*LOAD, navigation("/?page=2")), [NONE]),
    "an anchor is opened": (visit(*LOAD, navigation("/#hours", "hash")), [NONE]),
    "the visitor asked not to be tracked": (visit(*LOAD, push("doNotTrack"), navigation("/menu")), [NONE]),
    "nothing is counted at all": (visit(navigation("/", "load"), navigation("/menu")), [NONE]),
    "a hit cannot be read": (
        visit(*LOAD, navigation("/menu"), malformed("no portal id")),
        ["undecided: the route /menu may have been counted by a hit that cannot be read"],
    ),
    "the page never comes to rest": (
        visit(*LOAD, navigation("/menu"), settled=False),
        ["undecided: the page did not come to rest after the change of route to /menu"],
    ),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(route_not_counted, case) == lines


@pytest.mark.parametrize(
    ("pushed", "blamed"),
    [
        pytest.param((), "router.js:7", id="the change of address"),
        pytest.param((push("setPath", "/menu", source="app.js:9"),), "app.js:9", id="the setPath that stands alone"),
    ],
)
def test_it_blames(pushed: tuple[()], blamed: str) -> None:
    case = visit(*LOAD, navigation("/menu", source="router.js:7"), *pushed)
    (finding,) = run_rule(route_not_counted, case).findings
    assert (finding.page, str(finding.cause)) == ("https://www.acme.test/menu", blamed)
