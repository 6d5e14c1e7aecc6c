"""Cases of the rule foreign-event."""

import pytest

from harness.audit.rules.events.foreign_event import foreign_event
from harness.audit.testing import event, page_view, visit
from harness.audit.visit import Visit
from tests.audit.rules.saying import said

CASES = {
    "the name was copied from another portal": (
        visit(event("pe1111_course"), event("pe1111_course")),
        "the event 'pe1111_course' is one of portal 1111 and was sent to portal 4242; HubSpot will record no event",
    ),
    "it is the portal's own": (visit(event("pe4242_course")), "clean"),
    "no name tells a portal": (visit(page_view("/"), event("Course"), event(None)), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(foreign_event, case) == [told]
