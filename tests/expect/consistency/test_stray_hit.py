"""Hits that nothing accounts for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from harness.capture.timeline import SourceLine
from tests.expect.consistency.pages import APP, TRACKER, Page

PROXIED = SourceLine(url="https://www.acme.test/metrics.js", line=1, column=9)


def tracked() -> Page:
    """A page whose tracker has sent a hit by itself."""
    page = Page()
    page.hit(takeover="_hsq")
    return page


def test_a_picture_of_the_pages_own_is_told() -> None:
    page = tracked()
    page.hit(stack=(APP,))

    assert page.alarms("stray-hit") == ["app.js:41 onRoute asked for its image, and no queue call was being executed"]


@pytest.mark.parametrize(
    "stack",
    [
        pytest.param((), id="of nobody knows what"),
        pytest.param((TRACKER,), id="of the tracker"),
        pytest.param((TRACKER, APP), id="of the tracker, called by the page"),
        pytest.param((APP, TRACKER), id="of the page, called by the tracker"),
    ],
)
def test_an_image_that_may_be_the_trackers_is_quiet(stack: Sequence[SourceLine]) -> None:
    page = tracked()
    page.hit(stack=stack)

    assert page.alarms("stray-hit") == []


@pytest.mark.parametrize("first", [pytest.param((PROXIED,), id="the site's host"), pytest.param((), id="somewhere")])
def test_a_tracker_from_elsewhere_may_send_from_several_files(first: Sequence[SourceLine]) -> None:
    page = Page()
    page.hit(takeover="_hsq", stack=first)
    page.hit(stack=(APP,))

    assert page.alarms("stray-hit") == []


def test_what_is_sent_during_a_call_or_a_takeover_has_its_cause_there() -> None:
    page = tracked()
    page.hit(takeover="_hsq", stack=(APP,))
    page.hit(during=page.push("(function)"), stack=(APP,))

    assert page.alarms("stray-hit") == []


def test_a_click_that_the_tracker_captures_is_its_own() -> None:
    page = tracked()
    page.hit("/__ptc.gif", stack=(APP,))

    assert page.alarms("stray-hit") == []


def test_a_hit_of_another_kind_than_its_call_sends_is_told() -> None:
    page = tracked()
    page.event(page.push("trackPageView"))
    page.hit(during=page.push("trackCustomBehavioralEvent", {"name": "pe4242_course"}))

    assert page.alarms("stray-hit") == [
        "it came out of trackPageView (app.js:41 onRoute), which sends hits of the kind: page view",
        "it came out of trackCustomBehavioralEvent (app.js:41 onRoute), which sends hits of the kind: event",
    ]


@pytest.mark.parametrize("code", [pytest.param("1", id="page view"), pytest.param("77", id="a kind that nobody knows")])
def test_a_hit_of_its_own_call_is_quiet(code: str) -> None:
    page = tracked()
    page.hit(k=code, during=page.push("trackPageView"))

    assert page.alarms("stray-hit") == []


def test_the_pages_own_functions_may_send_while_a_hit_is_made() -> None:
    page = tracked()
    made = page.push("trackCustomBehavioralEvent", {"properties": {"late": {"$function": "late"}}})
    page.hit(during=made)

    assert page.alarms("stray-hit") == []


def test_the_trackers_own_error_report_comes_out_of_any_call() -> None:
    page = tracked()
    page.hit("/__pto.gif", during=page.push("trackPageView"), v=None, vi=None)

    assert page.alarms("stray-hit") == []
