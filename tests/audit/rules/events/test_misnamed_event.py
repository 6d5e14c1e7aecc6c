"""Cases of the rule misnamed-event."""

import pytest

from harness.audit.rules.events.misnamed_event import misnamed_event
from harness.audit.testing import event, page_view, push, run_rule, visit
from harness.audit.visit import Visit
from tests.audit.rules.saying import said

CASES = {
    "the name is the one that people read": (
        visit(event("Course Registration"), event("Course Registration")),
        "the event name 'Course Registration' does not begin with pe4242_; HubSpot will record no event",
    ),
    "the name has capitals": (
        visit(event("pe4242_Course")),
        "the event name 'pe4242_Course' has signs that no internal name has; HubSpot will record no event",
    ),
    "there is nothing behind the prefix": (
        visit(event("pe4242_")),
        "the event name 'pe4242_' does not begin with pe4242_; HubSpot will record no event",
    ),
    "it is an internal name": (visit(event("pe4242_course_registration")), "clean"),
    "it is another portal's": (visit(event("pe1111_course_registration")), "clean"),
    "no event has a name": (visit(page_view("/"), event(None)), "does-not-apply"),
}


def test_it_points_at_the_line_that_pushed_the_event() -> None:
    case = visit(
        push("trackCustomBehavioralEvent", name="Bought", source="shop.js:2"),
        push("trackCustomBehavioralEvent", name="pe4242_sold", source="shop.js:3"),
        event("Bought"),
    )
    (finding,) = run_rule(misnamed_event, case).findings
    assert (finding.evidence, str(finding.cause)) == ("event Bought", "shop.js:2")


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(misnamed_event, case) == [told]
