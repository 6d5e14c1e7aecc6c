"""Cases of the rule query-missing-from-path."""

import pytest

from harness.audit.rules.page_views.query_missing_from_path import query_missing_from_path
from harness.audit.testing import navigation, page_view, push, run_rule, told, visit
from harness.audit.visit import Visit

CASES = {
    "a campaign is lost": (
        visit(page_view("/?utm_source=news&utm_medium=email", set_path="/")),
        [
            "error: the set path '/' lacks utm_source, utm_medium of the address; "
            "HubSpot will record / without the campaign"
        ],
    ),
    "a filter is lost": (
        visit(page_view("/courses?level=advanced", set_path="/courses")),
        ["warning: the set path '/courses' lacks level of the address; HubSpot will record /courses without the query"],
    ),
    "the query of a route behind the # is lost": (
        visit(page_view("/#/courses?level=advanced", set_path="/#/courses")),
        [
            "warning: the set path '/#/courses' lacks level of the address; "
            "HubSpot will record /#/courses without the query"
        ],
    ),
    "the same path is counted twice": (
        visit(page_view("/a?q=1", set_path="/a"), page_view("/a?q=2", set_path="/a")),
        ["warning: the set path '/a' lacks q of the address; HubSpot will record /a without the query"],
    ),
    "the query stands in the path": (visit(page_view("/a?q=1", set_path="/a?q=1")), []),
    "the address has no query": (visit(page_view("/a", set_path="/a")), []),
    "the parameters are those of HubSpot and Google": (
        visit(page_view("/a?__hstc=1.a.1.1.1.1&_gl=1", set_path="/a")),
        [],
    ),
    "the path is of a place of its own": (visit(page_view("/form?q=1", set_path="/form/step-2")), []),
    "nobody said a path": (visit(page_view("/a?q=1")), ["does-not-apply: no page view carries a set path"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(query_missing_from_path, case) == lines


def test_it_blames_the_call_that_set_the_path() -> None:
    case = visit(
        push("setPath", "/a", source="app.js:3"),
        page_view("/a?q=1", set_path="/a"),
        navigation("/b"),
        push("setPath", "/b", source="app.js:9"),
    )
    assert [str(finding.cause) for finding in run_rule(query_missing_from_path, case).findings] == ["app.js:3"]
