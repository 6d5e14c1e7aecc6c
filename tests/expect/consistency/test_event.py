"""Events beside the calls that sent them."""

from __future__ import annotations

import pytest

from harness.capture.timeline import JsonValue
from tests.expect.consistency.pages import Page

COURSE = "trackCustomBehavioralEvent"
BY = "trackCustomBehavioralEvent (app.js:41 onRoute)"


def course(page: Page, **properties: JsonValue) -> int:
    """The call of an event with these properties; its number."""
    return page.push(COURSE, {"name": "pe4242_course", "properties": dict(properties)})


def test_an_event_carries_what_its_call_said() -> None:
    page = Page()
    page.event(
        course(page, course_id="Math101", price=20.5, online=True), _course_id="Math101", _price="20.5", _online="true"
    )

    assert page.alarms("event") == []


def test_what_differs_is_told() -> None:
    page = Page()
    page.event(course(page, course_id="Math101", seats=3), "pe4242_other", _course_id="Math102", _more="1")

    assert page.alarms("event") == [
        f"n (event name): {BY} said 'pe4242_course', the hit said 'pe4242_other'",
        f"_course_id (property): {BY} said 'Math101', the hit said 'Math102'",
        f"_seats (property): {BY} said 3, the hit said nothing",
        f"_more (property): {BY} said nothing, the hit said '1'",
    ]


def test_the_property_of_a_stranger_cannot_format_the_text() -> None:
    page = Page()
    page.event(course(page), **{"_{0}\x1b": "1"})

    assert page.alarms("event") == [f"_{{0}}\\x1b (property): {BY} said nothing, the hit said '1'"]


@pytest.mark.parametrize(
    ("call", "sent"),
    [
        pytest.param({"properties": {"a": "1"}}, {"n": None, "_a": "1"}, id="no name"),
        pytest.param({"name": ""}, {"n": None}, id="an empty name"),
        pytest.param({"name": "a"}, {"n": "a"}, id="no properties"),
        pytest.param({"name": "a", "properties": None}, {"n": "a"}, id="null for properties"),
        pytest.param({"name": "a", "properties": {"$undefined": True}}, {"n": "a"}, id="undefined for properties"),
        pytest.param({"name": "a", "properties": "ab"}, {"n": "a", "_0": "a", "_1": "b"}, id="a text for properties"),
        pytest.param({"name": "a", "price": 3}, {"n": "a"}, id="a key beside name and properties"),
    ],
)
def test_an_odd_call_sends_an_odd_event(call: JsonValue, sent: dict[str, str | None]) -> None:
    page = Page()
    made = page.push(COURSE, call)
    page.hit("/__ptbe.gif", during=made, **sent)

    assert page.alarms("event") == []


def test_a_name_that_nobody_gave_is_told() -> None:
    page = Page()
    page.event(page.push(COURSE, {"properties": {}}))

    assert page.alarms("event") == [f"n (event name): {BY} said nothing, the hit said 'pe4242_course'"]


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param((), id="nothing"),
        pytest.param(("course",), id="a text"),
        pytest.param(({"$type": "E"},), id="a class"),
    ],
)
def test_what_becomes_of_odd_arguments_is_not_certain(arguments: tuple[JsonValue, ...]) -> None:
    page = Page()
    page.event(page.push(COURSE, *arguments))

    assert page.alarms("event") == []


def test_an_event_whose_call_is_not_known_agrees_with_everything() -> None:
    page = Page()
    page.event(7)

    assert page.alarms("event") == []


def test_an_event_of_another_call_is_not_compared() -> None:
    page = Page()
    page.event(page.push("identify", {"name": "other"}))

    assert page.alarms("event") == []


def test_arguments_that_the_page_has_changed_are_not_compared() -> None:
    page = Page()
    made = course(page, course_id="")
    page.event(made, _course_id="Math101", changed=(made,))

    assert page.alarms("event") == []


def test_an_event_that_waited_for_the_tracker_is_compared_with_its_call() -> None:
    page = Page()
    page.push(COURSE, {"name": "pe4242_course", "properties": {"course_id": "Math101"}}, early=True)
    page.hit("/__ptbe.gif", takeover="_hsq", n="pe4242_course", _course_id="Math102")

    assert page.alarms("event") == [f"_course_id (property): {BY} said 'Math101', the hit said 'Math102'"]


@pytest.mark.parametrize(
    ("arguments", "sent"),
    [
        pytest.param(({"id": 7, "value": 20.5},), {"n": "7", "m": "20.5"}, id="an object"),
        pytest.param(({"id": "Bought", "value": 0},), {"n": "Bought", "m": ""}, id="nought"),
        pytest.param(("Bought", {"value": 5}), {"n": "Bought", "m": "5"}, id="a text and an object"),
        pytest.param((7,), {"n": "7", "m": ""}, id="a number"),
        pytest.param(("Bought", 5), {"n": "Bought", "m": "8"}, id="a text and a number"),
        pytest.param(({},), {"n": "", "m": ""}, id="an empty object"),
        pytest.param((["Bought", 5],), {"n": "", "m": ""}, id="a list"),
        pytest.param(({"id": "Bought", "value": [1, 2]},), {"n": "Bought", "m": "1"}, id="a list of values"),
        pytest.param((), {"n": "", "m": ""}, id="nothing"),
    ],
)
def test_a_legacy_event_carries_what_its_call_said(arguments: tuple[JsonValue, ...], sent: dict[str, str]) -> None:
    page = Page()
    page.hit(k="3", during=page.push("trackEvent", *arguments), **sent)

    assert page.alarms("event") == []


def test_a_legacy_event_that_differs_is_told() -> None:
    page = Page()
    page.hit(k="3", during=page.push("trackConversion", {"id": "7", "value": 5}), n="8", m="6")

    assert page.alarms("event") == [
        "n (event id): trackConversion (app.js:41 onRoute) said '7', the hit said '8'",
        "m (event value): trackConversion (app.js:41 onRoute) said 5, the hit said '6'",
    ]


def waiting(*calls: JsonValue) -> Page:
    """A page whose tracker, when it starts, sends an event of a name that only odd calls could have given it."""
    page = Page()
    for call in calls:
        page.push(COURSE, call, early=True)
    return page


@pytest.mark.parametrize(
    ("calls", "said"),
    [
        pytest.param([{"name": "pe4242_a"}, {"name": "pe4242_b"}], "'pe4242_a, pe4242_b'", id="others"),
        pytest.param([], "nothing", id="none"),
    ],
)
def test_an_event_that_nobody_queued_is_told(calls: list[JsonValue], said: str) -> None:
    page = waiting(*calls)
    page.hit("/__ptbe.gif", takeover="_hsq", n="pe4242_course")

    assert page.alarms("event") == [f"n (event name): the queued calls said {said}, the hit said 'pe4242_course'"]


@pytest.mark.parametrize(
    ("calls", "name"),
    [
        pytest.param([{"name": "pe4242_a"}, "a text"], "pe4242_course", id="an odd call beside it"),
        pytest.param([{"name": {"$function": ""}}], "pe4242_course", id="a function for a name"),
        pytest.param([{"name": ""}, {"name": ""}], None, id="one of two without a name"),
    ],
)
def test_an_event_may_have_been_queued_by(calls: list[JsonValue], name: str | None) -> None:
    page = waiting(*calls)
    page.hit("/__ptbe.gif", takeover="_hsq", n=name)

    assert page.alarms("event") == []


def test_a_queued_call_that_the_page_has_changed_may_have_had_any_name() -> None:
    page = waiting({"name": "pe4242_a"})
    page.hit("/__ptbe.gif", takeover="_hsq", n="pe4242_course", changed=(1,))

    assert page.alarms("event") == []
