"""Cases of the rule lost-event-value."""

import pytest

from harness.audit.rules.events.lost_event_value import lost_event_value
from harness.audit.testing import event, page_view, push, visit
from harness.audit.visit import Visit
from tests.audit.rules.saying import said

EVENT = "trackCustomBehavioralEvent"
NAME = "pe4242_course"

CASES = {
    "the price is 0": (
        visit(push(EVENT, name=NAME, properties={"price": 0}), event(NAME, price=""), event(NAME, price="")),
        "price of event pe4242_course was 0 and was sent empty; HubSpot will record no value",
    ),
    "the answer is false": (
        visit(push(EVENT, name=NAME, properties={"paid": False}), event(NAME, paid="")),
        "paid of event pe4242_course was false and was sent empty; HubSpot will record no value",
    ),
    "the course is an object": (
        visit(event(NAME, course="[object Object]")),
        "course of event pe4242_course was sent as '[object Object]'; HubSpot will record this text",
    ),
    "a text is empty on purpose": (
        visit(push(EVENT, name=NAME, properties={"coupon": ""}), event(NAME, coupon="")),
        "clean",
    ),
    "the text itself reads so": (
        visit(push(EVENT, name=NAME, properties={"word": "null"}), event(NAME, word="null")),
        "clean",
    ),
    "nobody saw the call": (visit(event(NAME, price="", course="Math101")), "clean"),
    "no event has properties": (visit(page_view("/"), event(NAME)), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(lost_event_value, case) == [told]
