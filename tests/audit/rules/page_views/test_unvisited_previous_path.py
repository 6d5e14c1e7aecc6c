"""Cases of the rule unvisited-previous-path."""

import pytest

from harness.audit.rules.page_views.unvisited_previous_path import unvisited_previous_path
from harness.audit.testing import navigation, page_view, push, run_rule, told, visit
from harness.audit.visit import Visit

LOAD = navigation("/menu", "load")

CASES = {
    "the example is pasted whole": (
        visit(LOAD, page_view("/menu", set_path="/menu", previous_path="/", referrer="https://search.example/")),
        [
            "error: the first page view of /menu says that '/' was open before, where the visitor never was; "
            "HubSpot will record that page as the referrer instead of https://search.example/"
        ],
    ),
    "the visitor came from nowhere": (
        visit(LOAD, page_view("/menu", set_path="/menu", previous_path="/home")),
        [
            "error: the first page view of /menu says that '/home' was open before, where the visitor never was; "
            "HubSpot will record that page as the referrer instead of none"
        ],
    ),
    "the path is said once": (visit(page_view("/menu", set_path="/menu")), []),
    "the same path is said twice": (visit(page_view("/menu", set_path="/menu", previous_path="/menu?q=1")), []),
    "the visitor was there before the tracking code ran": (
        visit(navigation("/", "load"), navigation("/menu"), page_view("/menu", set_path="/menu", previous_path="/")),
        [],
    ),
    "a later view names the route before": (
        visit(page_view("/"), navigation("/menu"), page_view("/menu", set_path="/menu", previous_path="/old")),
        [],
    ),
    "nothing is counted": (visit(), ["does-not-apply: no page view was sent"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(unvisited_previous_path, case) == lines


def test_it_blames_the_call_that_named_the_page_before() -> None:
    calls = (push("setPath", "/", source="app.js:3"), push("setPath", "/menu", source="app.js:4"))
    case = visit(navigation("/menu", "load"), *calls, page_view("/menu", set_path="/menu", previous_path="/"))
    assert [str(finding.cause) for finding in run_rule(unvisited_previous_path, case).findings] == ["app.js:3"]
