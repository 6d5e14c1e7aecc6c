"""Hints on events."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.audit.testing import event, legacy_event, page_view, push, sent, timeline
from harness.expect.testing import Seen
from harness.sync import expect
from harness.wire.hits import CustomEvent

HintOf = Callable[[Callable[[], object]], str | None]

DEAD = Seen(timeline(page_view(), push("trackEvent", {"id": "7"}, source="app.js:9")))
TEXT = Seen(
    timeline(page_view(), push("trackCustomBehavioralEvent", "pe4242_x", source="app.js:9"), sent(CustomEvent()))
)
OBJECT = Seen(
    timeline(page_view(), push("trackCustomBehavioralEvent", name="pe4242_x"), push("trackCustomBehavioralEvent"))
)
SPELT = Seen(timeline(event("pe4242_x", courseId="Math101")))
SHORT = Seen(timeline(event("course", price="")))


@pytest.mark.parametrize(
    ("expectation", "hint"),
    [
        pytest.param(
            lambda: expect(DEAD.legacy_event(7)).to_be_sent(),
            "trackEvent (app.js:9) has had no effect since 2026; push trackCustomBehavioralEvent instead",
            id="the legacy call is dead",
        ),
        pytest.param(
            lambda: expect(DEAD.event()).to_be_sent(),
            "trackEvent (app.js:9) has had no effect since 2026; push trackCustomBehavioralEvent instead",
            id="the legacy call makes no event",
        ),
        pytest.param(lambda: expect(DEAD.page_view("/x")).to_be_sent(), None, id="a legacy call and a page view"),
        pytest.param(
            lambda: expect(Seen(timeline(legacy_event("8"), push("trackEvent"))).legacy_event(8)).not_to_be_sent(),
            None,
            id="a legacy event that was sent",
        ),
        pytest.param(
            lambda: expect(TEXT.event("pe4242_x")).to_be_sent(),
            "trackCustomBehavioralEvent (app.js:9) was given a text; give it one object with name and properties",
            id="a text instead of an object",
        ),
        pytest.param(
            lambda: expect(SPELT.event("pe4242_x")).to_carry(course_id="Math101"),
            "the page sent 'courseId'; a property is known by its internal name, give 'course_id'",
            id="a property is spelt otherwise",
        ),
        pytest.param(lambda: expect(SPELT.event("pe4242_x")).to_carry(plan="gold"), None, id="a property is missing"),
        pytest.param(lambda: expect(TEXT.page_view("/x")).to_be_sent(), None, id="a text and a page view"),
        pytest.param(lambda: expect(OBJECT.event("pe4242_y")).to_be_sent(), None, id="an object as it should be"),
        pytest.param(
            lambda: expect(SHORT.event("pe4242_course")).to_be_sent(),
            "the page sent 'course'; give the internal name with its prefix, 'pe4242_course'",
            id="a name without its prefix",
        ),
        pytest.param(lambda: expect(SHORT.event("pe4242_signup")).to_be_sent(), None, id="quite another name"),
        pytest.param(
            lambda: expect(SHORT.event("course")).to_carry(price=0),
            "the tracker sends 0 and false as an empty value; give price as a text",
            id="a zero is lost",
        ),
        pytest.param(lambda: expect(SHORT.event("course")).to_carry(price=9), None, id="a value that is not lost"),
    ],
)
def test_a_hint_on_events(expectation: Callable[[], object], hint: str | None, hint_of: HintOf) -> None:
    assert hint_of(expectation) == hint
