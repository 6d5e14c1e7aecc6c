"""Cases of the rule stale-title."""

from dataclasses import replace

import pytest

from harness.audit.rules.page_views.stale_title import stale_title
from harness.audit.testing import HitFacts, navigation, page_view, push, run_rule, sent, told, visit
from harness.audit.visit import Visit
from harness.wire.hits import ElementClick


def click(on: str, title: str) -> ElementClick:
    facts: HitFacts = {"on": on, "title": title}
    return sent(ElementClick(), **facts)


HOME = page_view("/", title="Home")
STALE = (
    "warning: the page view of /menu carries the title 'Home' of /, and a later hit of it 'Menu'; "
    "HubSpot will record /menu under the wrong title"
)

CASES = {
    "a click shows the title of the page": (
        visit(HOME, navigation("/menu"), page_view("/menu", title="Home"), click("/menu", "Menu")),
        [STALE],
    ),
    "a second view of the page has another title": (
        visit(
            HOME, page_view("/menu", title="Home"), page_view("/book", title="Menu"), page_view("/menu", title="Menu")
        ),
        [STALE],
    ),
    "the route is counted before the address changes": (
        visit(HOME, page_view("/", set_path="/menu", title="Home"), navigation("/menu"), click("/menu", "Menu")),
        [STALE],
    ),
    "the title of the page before came late itself": (
        visit(
            replace(HOME, page=replace(HOME.page, title="…")),
            click("/", "Home"),
            page_view("/menu", title="Home"),
            click("/menu", "Menu"),
        ),
        [STALE.replace("'Home' of /", "'…' of /")],
    ),
    "each page has its own title": (
        visit(HOME, navigation("/menu"), page_view("/menu", title="Menu"), click("/menu", "Menu")),
        [],
    ),
    "all pages have one title": (visit(HOME, page_view("/menu", title="Home"), click("/menu", "Home")), []),
    "nothing tells what the page's title is": (visit(HOME, page_view("/menu", title="Home")), []),
    "a title changes by itself": (
        visit(HOME, page_view("/menu", title="Menu"), click("/menu", "(1) Menu")),
        [],
    ),
    "a click on another page tells nothing": (
        visit(HOME, page_view("/menu", title="Home"), page_view("/book", title="Book"), click("/menu", "Menu")),
        [],
    ),
    "only loads are counted": (visit(HOME), ["does-not-apply: no page view follows the first one of a load"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(stale_title, case) == lines


def test_it_blames_the_call_that_counted_too_early() -> None:
    pushed = push("trackPageView", source="app.js:3")
    case = visit(HOME, navigation("/menu"), pushed, page_view("/menu", title="Home"), click("/menu", "Menu"))
    assert [str(finding.cause) for finding in run_rule(stale_title, case).findings] == ["app.js:3"]
