"""Cases of the rule unfilled-title."""

import pytest

from harness.audit.rules.page_views.unfilled_title import unfilled_title
from harness.audit.testing import page_view, push, run_rule, told, visit
from harness.audit.visit import Visit


def found(title: str, missing: str) -> str:
    return f"warning: the page view of /menu carries the title '{title}', in which '{missing}' stands for a value"


CASES = {
    "a name was not found": (
        visit(page_view("/menu", title="undefined | Acme Bistro")),
        [found("undefined | Acme Bistro", "undefined")],
    ),
    "an object was meant": (
        visit(page_view("/menu", title="Acme: [object Object]")),
        [found("Acme: [object Object]", "[object Object]")],
    ),
    "the template has not run": (
        visit(page_view("/menu", title="{{ page.title }}")),
        [found("{{ page.title }}", "{{ page.title }}")],
    ),
    "it is said once": (
        visit(page_view("/menu", title="null - Acme"), page_view("/menu", title="null - Acme")),
        [found("null - Acme", "null")],
    ),
    "a page is about undefined behaviour": (visit(page_view("/c", title="Undefined behaviour | Acme")), []),
    "a page is about null": (visit(page_view("/reference/null", title="null - Reference")), []),
    "a route is about NaN": (visit(page_view("/#/nan", title="NaN | Reference")), []),
    "a page explains templates": (visit(page_view("/vue", title="How {{ name }} is read")), []),
    "it has a title": (visit(page_view("/menu", title="Menu | Acme Bistro")), []),
    "it has none": (visit(page_view("/menu")), ["does-not-apply: no page view carries a title"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(unfilled_title, case) == lines


def test_it_blames_the_call_that_counted_it() -> None:
    case = visit(push("trackPageView", source="app.js:3"), page_view("/menu", title="undefined"))
    assert [str(finding.cause) for finding in run_rule(unfilled_title, case).findings] == ["app.js:3"]
