"""Cases of the rule misnamed-event-property."""

import pytest

from harness.audit.rules.events.misnamed_event_property import misnamed_event_property
from harness.audit.testing import event, page_view, visit
from harness.audit.visit import Visit
from tests.audit.rules.saying import said

NAME = "pe4242_course"

CASES = {
    "a key has a space": (
        visit(event(NAME, **{"Course Id": "Math101"}), event(NAME, **{"Course Id": "Math102"})),
        "event pe4242_course has 'Course Id', which can be no internal name; HubSpot will record no such property",
    ),
    "a text was given as properties": (
        visit(event(NAME, **{"0": "M", "1": "a"})),
        "event pe4242_course has '0' and '1', which can be no internal name; HubSpot will record no such property",
    ),
    "a key is too long": (
        visit(event(NAME, **{"x" * 51: "1"})),
        f"event pe4242_course has '{'x' * 51}', which can be no internal name; HubSpot will record no such property",
    ),
    "two keys differ in case alone": (
        visit(event(NAME, price="1", Price="2")),
        "event pe4242_course has 'price' and 'Price', which are one name to HubSpot; it will record one of them",
    ),
    "there are too many": (
        visit(event(NAME, **{f"p{number}": "1" for number in range(51)})),
        "event pe4242_course has 51 properties; HubSpot will record 50 of them",
    ),
    "all are internal names": (visit(event(NAME, course_id="Math101", Price="20")), "clean"),
    "no event has properties": (visit(page_view("/"), event(NAME)), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(misnamed_event_property, case) == [told]
