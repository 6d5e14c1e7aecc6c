"""Cases of the rule legacy-event."""

import pytest

from harness.audit.rules.events.legacy_event import legacy_event
from harness.audit.testing import legacy_event as sent_event
from harness.audit.testing import page_view, push, visit
from harness.audit.visit import Visit
from tests.audit.rules.saying import said

CASES = {
    "trackEvent is pushed": (
        visit(push("trackEvent", id="Course", value=120), push("trackEvent", id="Course", value=90)),
        "trackEvent was pushed for 'Course'; HubSpot will record no event",
    ),
    "the id stands alone": (
        visit(push("trackConversion", "Course"), sent_event("Course")),
        "trackConversion was pushed for 'Course'; HubSpot will record no event",
    ),
    "it has no id": (visit(push("trackEvent")), "trackEvent was pushed; HubSpot will record no event"),
    "only the hit is known": (
        visit(sent_event("Course"), sent_event("Course")),
        "a legacy event was sent for 'Course'; HubSpot will record no event",
    ),
    "none is pushed": (visit(page_view("/")), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(legacy_event, case) == [told]
