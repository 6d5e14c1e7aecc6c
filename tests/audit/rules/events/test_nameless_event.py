"""Cases of the rule nameless-event."""

import pytest

from harness.audit.rules.events.nameless_event import nameless_event
from harness.audit.testing import event, page_view, push, visit
from harness.audit.visit import Visit
from tests.audit.rules.saying import said

EVENT = "trackCustomBehavioralEvent"

CASES = {
    "a text is given": (
        visit(push(EVENT, "pe4242_course"), event(None)),
        "trackCustomBehavioralEvent was given the text 'pe4242_course'; HubSpot will record no event that has a name",
    ),
    "the object has other keys": (
        visit(push(EVENT, id="course", value=120), event(None)),
        "trackCustomBehavioralEvent was given an object with id, value and no name; "
        "HubSpot will record no event that has a name",
    ),
    "nothing is given": (
        visit(push(EVENT)),
        "trackCustomBehavioralEvent was given nothing that has a name; HubSpot will record no event that has a name",
    ),
    "an empty object is given": (
        visit(push(EVENT, {})),
        "trackCustomBehavioralEvent was given nothing that has a name; HubSpot will record no event that has a name",
    ),
    "only the hit is known": (
        visit(event(None, course_id="Math101")),
        "an event without a name was sent with the properties course_id; HubSpot will record nothing of it",
    ),
    "only the hit is known, and nothing of it": (
        visit(event("")),
        "an event without a name was sent; HubSpot will record nothing of it",
    ),
    "it has a name": (visit(push(EVENT, name="pe4242_course"), event("pe4242_course")), "clean"),
    "the spy could not look inside": (visit(push(EVENT, {"$type": "Course"}), event("pe4242_course")), "clean"),
    "no event is sent": (visit(page_view("/")), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(nameless_event, case) == [told]
