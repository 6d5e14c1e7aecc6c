"""Cases of the rule wide-click-selector."""

import pytest

from harness.audit.rules.events.wide_click_selector import wide_click_selector
from harness.audit.testing import visit
from harness.audit.visit import ElementMatch, Visit
from tests.audit.clicking import clicked
from tests.audit.rules.saying import said

CASES = {
    "it matches every link": (
        clicked("a", ElementMatch(selector="a", count=40), ElementMatch(selector="a", count=40)),
        "the event pe4242_registered listens to 'a', which matches 40 elements; "
        "HubSpot will record nearly every click as this event",
    ),
    "it matches the page": (
        clicked("body", ElementMatch(selector="body", count=1)),
        "the event pe4242_registered listens to 'body', which matches the whole page; "
        "HubSpot will record nearly every click as this event",
    ),
    "it matches one element": (clicked("#a", ElementMatch(selector="#a", count=1)), "clean"),
    "the portal listens to nothing": (visit(), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(wide_click_selector, case) == [told]
