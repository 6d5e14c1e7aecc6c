"""Cases of the rule dead-click-selector."""

import pytest

from harness.audit.rules.events.dead_click_selector import dead_click_selector
from harness.audit.testing import visit
from harness.audit.visit import ElementMatch, Visit
from tests.audit.clicking import HOME, clicked
from tests.audit.rules.saying import said

GONE = ElementMatch(selector="#register")
FOUND = ElementMatch(selector="#register", count=1)
BROKEN = ElementMatch(selector='#id="x"', invalid=True)

CASES = {
    "the page has changed": (
        clicked("#register", GONE, url=HOME),
        "the event pe4242_registered listens to '#register', which matches nothing on https://www.acme.test/; "
        "no click will be recorded",
    ),
    "the selector is broken": (
        clicked('#id="x"', BROKEN),
        """the event pe4242_registered listens to '#id="x"', which is no selector; HubSpot will record no click""",
    ),
    "another page may have it": (
        clicked("#register", GONE),
        "the event pe4242_registered listens to '#register', which matches nothing on the 1 page that was seen",
    ),
    "other pages may have it": (
        clicked("#register", GONE, GONE),
        "the event pe4242_registered listens to '#register', which matches nothing on the 2 pages that were seen",
    ),
    "one page has it": (clicked("#register", GONE, FOUND), "clean"),
    "the portal listens to nothing": (visit(), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(dead_click_selector, case) == [told]
