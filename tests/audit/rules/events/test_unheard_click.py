"""Cases of the rule unheard-click."""

import pytest

from harness.audit.rules.events.unheard_click import unheard_click
from harness.audit.testing import visit
from harness.audit.visit import ElementMatch, Visit
from tests.audit.clicking import clicked
from tests.audit.rules.saying import said

LATE = ElementMatch(selector=".enrol", count=3, marked=1)

CASES = {
    "some were rendered later": (
        clicked(".enrol", LATE, LATE),
        "2 of 3 elements of '.enrol' have no handler; HubSpot will record no pe4242_registered of them",
    ),
    "all have a handler": (clicked(".enrol", ElementMatch(selector=".enrol", count=3, marked=3)), "clean"),
    "there are none": (clicked(".enrol", ElementMatch(selector=".enrol")), "does-not-apply"),
    "the tracking code does not run": (clicked(".enrol", LATE, takeover=False), "does-not-apply"),
    "the portal listens to nothing": (visit(), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(unheard_click, case) == [told]
