"""Cases of the rule event-cut-off."""

from dataclasses import replace

import pytest

from harness.audit.rules.events.event_cut_off import event_cut_off
from harness.audit.testing import event, navigation, page_view, push, run_rule, sent, visit
from harness.audit.visit import Visit
from harness.wire.hits import CustomEvent
from tests.audit.rules.saying import said

NAME = "pe4242_course"
LOST = f"event {NAME} was asked for and never sent, because the page was left; HubSpot will record no event"
IN_FRAME = replace(sent(CustomEvent(name=NAME), on="/enrolment"), cut_off=True)

CASES = {
    "the page was left": (visit(replace(event(NAME), cut_off=True)), LOST),
    "the frame was taken away": (
        visit(replace(navigation("/enrolment", "load"), top=False), IN_FRAME),
        LOST,
    ),
    "it arrived": (visit(event(NAME)), "clean"),
    "a page view was lost": (visit(replace(page_view("/"), cut_off=True)), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(event_cut_off, case) == [told]


def test_the_call_of_that_name_on_that_page_is_to_blame() -> None:
    calls = (
        push("trackCustomBehavioralEvent", name=NAME, source="app.js:3"),
        push("trackCustomBehavioralEvent", name="pe4242_other", source="app.js:4"),
        push("trackPageView", source="app.js:5"),
    )

    (found,) = run_rule(event_cut_off, visit(*calls, replace(event(NAME), cut_off=True))).findings

    assert str(found.cause) == "app.js:3"
