"""Cases of the rule missing-page-counted."""

import pytest

from harness.audit.rules.page_views.missing_page_counted import missing_page_counted
from harness.audit.testing import page, page_view, told, visit
from harness.audit.visit import Visit

ABOUT = "note: the page view of /about is one of a page that is not there: "

CASES = {
    "the server says so": (
        visit(page("/about", status=404), page_view("/about", title="Oh dear | Acme")),
        [f"{ABOUT}the server answered 404"],
    ),
    "the application says so": (
        visit(page("/"), page_view("/", title="Acme"), page_view("/about", title="No such page | Acme")),
        [f"{ABOUT}its title is 'No such page | Acme'"],
    ),
    "it is said once": (
        visit(page("/about"), *[page_view("/about", title="Acme - Page not found")] * 2),
        [f"{ABOUT}its title is 'Acme - Page not found'"],
    ),
    "an application goes on from an error page": (
        visit(page("/about", status=404), page_view("/about", title="404"), page_view("/menu", title="Menu")),
        [f"{ABOUT}the server answered 404"],
    ),
    "the page is about such pages": (visit(page("/http/404"), page_view("/http/404", title="404 | HTTP")), []),
    "the page tells how many": (visit(page("/a"), page_view("/a", title="404 recipes | Acme")), []),
    "the page is there": (visit(page("/about"), page_view("/about", title="About | Acme")), []),
    "it has no title": (visit(page("/about"), page_view("/about")), []),
    "nothing is counted": (visit(page("/about", status=404)), ["does-not-apply: no page view was sent"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(missing_page_counted, case) == lines
