"""Cases of the rule event-sent-twice."""

import pytest

from harness.audit.rules.events.event_sent_twice import event_sent_twice
from harness.audit.testing import event, navigation, page_view, visit
from harness.audit.visit import Visit
from tests.audit.rules.saying import said

NAME = "pe4242_course"

CASES = {
    "two places push it": (
        visit(event(NAME, at_s=1), event(NAME, at_s=1.25), event(NAME, at_s=1.5)),
        "event pe4242_course was sent again 0.250 s later; HubSpot will record it twice",
    ),
    "the properties differ": (visit(event(NAME, id="1", at_s=1), event(NAME, id="2", at_s=1.1)), "clean"),
    "time has passed": (visit(event(NAME, at_s=1), event(NAME, at_s=3)), "clean"),
    "the visitor took a step": (visit(event(NAME), navigation("/menu"), event(NAME)), "clean"),
    "there is none": (visit(page_view("/")), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(event_sent_twice, case) == [told]
