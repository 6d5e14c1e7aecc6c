"""Events that waited for the tracker, in the order of their calls."""

from __future__ import annotations

from tests.expect.consistency.pages import Page


def waiting(*names: str) -> Page:
    """A page that queued these events before the tracker ran."""
    page = Page()
    for name in names:
        page.push("trackCustomBehavioralEvent", {"name": name}, early=True)
    return page


def test_events_in_the_order_of_their_calls_are_quiet() -> None:
    page = waiting("pe4242_a", "pe4242_b")
    page.hit("/__ptbe.gif", takeover="_hsq", n="pe4242_a")
    page.hit("/__ptbe.gif", takeover="_hsq", n="pe4242_b")

    assert page.alarms("order") == []


def test_an_event_that_was_overtaken_is_told() -> None:
    page = waiting("pe4242_a", "pe4242_b")
    page.hit("/__ptbe.gif", takeover="_hsq", n="pe4242_b")
    page.hit("/__ptbe.gif", takeover="_hsq", n="pe4242_a")

    by = "trackCustomBehavioralEvent (app.js:41 onRoute)"
    assert page.alarms("order") == [f"{by} was queued after {by}, and its event was sent before"]


def test_page_views_and_late_events_have_an_order_of_their_own() -> None:
    page = waiting("pe4242_a")
    page.push("trackPageView", early=True)
    page.hit(takeover="_hsq")
    page.hit("/__ptbe.gif", takeover="_hsq", n="pe4242_a")
    page.event(page.push("trackCustomBehavioralEvent", {"name": "pe4242_course"}))

    assert page.alarms("order") == []


def test_an_event_whose_call_is_not_known_overtakes_nothing() -> None:
    page = waiting("pe4242_a")
    page.hit("/__ptbe.gif", takeover="_hsq", n="pe4242_b")
    page.hit("/__ptbe.gif", takeover="_hsq", n="pe4242_a")

    assert page.alarms("order") == []
