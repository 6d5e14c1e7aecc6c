"""Cases of the rule unexpected-portal."""

import pytest

from harness.audit.rules.install.unexpected_portal import unexpected_portal
from harness.audit.testing import page, page_view, told, visit
from harness.audit.visit import LoaderTag, Visit

EXAMPLE = page("/", loaders=(LoaderTag(src="https://js.hs-scripts.com/123456.js"),))
STRANGER = "HubSpot will record its visitors in that account"

CASES = {
    "the id of an example was kept": (
        visit(EXAMPLE, EXAMPLE),
        [f"error: the site reports to portal 123456, the id of an example; {STRANGER}"],
    ),
    "nobody said which portal is right": (visit(page("/"), page_view("/")), []),
    "nothing names a portal": (visit(page("/", loaders=())), ["does-not-apply: no page names a portal"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(unexpected_portal, case) == lines


def test_the_site_s_own_portals_can_be_named() -> None:
    case = visit(page("/"), page_view("/"), page_view("/menu", portal_id=7))
    assert told(unexpected_portal, case, portals=("4242",)) == [
        f"error: the site reports to portal 7, and not to 4242; {STRANGER}"
    ]
