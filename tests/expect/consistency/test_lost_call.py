"""Calls that send a hit, and did not."""

from __future__ import annotations

import pytest

from harness.capture.timeline import JsonValue
from harness.wire.hits import Pairs
from tests.expect.consistency.pages import TRACKER, Page

EVENT: JsonValue = {"name": "pe4242_course"}


def tracked(**sent: str) -> Page:
    """A page whose tracker has sent a hit."""
    page = Page()
    page.push("setPortalId", 4242, by=TRACKER)
    page.hit(**sent)
    return page


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        pytest.param("trackPageView", (), id="page view"),
        pytest.param("trackCustomBehavioralEvent", (EVENT,), id="event"),
    ],
)
def test_a_call_that_sent_nothing_is_told(function: str, arguments: tuple[JsonValue, ...]) -> None:
    page = tracked()
    page.push("setPath", "/courses")
    page.say_nothing(page.push(function, *arguments))

    assert page.alarms("lost-call") == [
        f"{function} (app.js:41 onRoute) was called while the tracker was sending, and it asked for no hit"
    ]


@pytest.mark.parametrize("arguments", [(), ("pe4242_course",), (None,), ({},)], ids=str)
def test_an_odd_event_may_send_nothing(arguments: tuple[JsonValue, ...]) -> None:
    page = tracked()
    page.say_nothing(page.push("trackCustomBehavioralEvent", *arguments))

    assert page.alarms("lost-call") == []


@pytest.mark.parametrize(
    "function",
    [
        pytest.param("setTrackingEnabled", id="tracking was switched off"),
        pytest.param("(function)", id="a function was handed over"),
        pytest.param("doNotTrack", id="the visitor is not to be tracked"),
    ],
)
def test_nothing_may_be_sent_where(function: str) -> None:
    page = tracked()
    page.push(function)
    page.say_nothing(page.push("trackPageView"))

    assert page.alarms("lost-call") == []


@pytest.mark.parametrize(
    "jar",
    [
        pytest.param(None, id="the jar cannot be read"),
        pytest.param((("__hs_do_not_track", "yes"),), id="the jar says so"),
    ],
)
def test_nothing_may_be_sent_where_the_cookies_forbid_it(jar: Pairs | None) -> None:
    page = tracked()
    page.cookies = jar
    page.say_nothing(page.push("trackPageView"))

    assert page.alarms("lost-call") == []


def test_without_consent_nothing_need_be_sent() -> None:
    page = tracked(ce="false", cc="1")
    page.say_nothing(page.push("trackPageView"))

    assert page.alarms("lost-call") == []


def test_a_tracker_that_never_sent_need_not_send() -> None:
    page = Page()
    page.say_nothing(page.push("trackPageView"))

    assert page.alarms("lost-call") == []


def test_calls_of_the_tracking_code_are_its_own_business() -> None:
    page = tracked()
    page.say_nothing(page.push("trackPageView", by=TRACKER))

    assert page.alarms("lost-call") == []


def test_the_banners_queue_has_no_page_views() -> None:
    page = tracked()
    page.say_nothing(page.push("trackPageView", queue="_hsp"))

    assert page.alarms("lost-call") == []


def test_a_call_that_is_not_on_record_is_not_told() -> None:
    page = tracked()
    page.say_nothing(7)

    assert page.alarms("lost-call") == []
