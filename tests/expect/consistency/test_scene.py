"""What a document had said when a hit was asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.capture.timeline import AskedHit
from harness.expect.consistency import scene_of
from tests.expect.consistency.pages import Page


def is_clear(page: Page) -> bool:
    page.hit()
    return page.scene.moments[-1].said.is_clear


@pytest.mark.parametrize(
    "say",
    [
        pytest.param(lambda page: page.push("setPath", "/"), id="a call"),
        pytest.param(lambda page: page.push("setPath", "/", early=True), id="a call that waited"),
        pytest.param(lambda page: page.push("(function)", queue="_hsp"), id="a function for the banner"),
        pytest.param(lambda page: page.push("(entry)", None), id="a null"),
        pytest.param(lambda page: page.push("(entry)", "trackPageView"), id="a bare name"),
        pytest.param(lambda page: page.push("(entry)", []), id="an empty list"),
        pytest.param(lambda page: page.push("(entry)", {"$undefined": True}), id="an undefined"),
    ],
)
def test_what_was_said_is_clear_after(say: Callable[[Page], object]) -> None:
    page = Page()
    say(page)

    assert is_clear(page)


@pytest.mark.parametrize(
    "say",
    [
        pytest.param(lambda page: page.push("(function)"), id="a function"),
        pytest.param(lambda page: page.push("(new queue)"), id="another queue"),
        pytest.param(lambda page: page.push("(entry)", [["setPath"], "/"]), id="a list that is no call"),
        pytest.param(lambda page: page.push("(entry)", {"0": "setPath"}), id="something like a list"),
        pytest.param(lambda page: page.push("_loadImage", {}), id="an inner function"),
        pytest.param(lambda page: page.push("setPath", "/", ignored=True), id="a call that is not noticed"),
        pytest.param(lambda page: page.push("setPath", "/", number=7), id="a call that is missing"),
    ],
)
def test_what_was_said_is_not_clear_after(say: Callable[[Page], object]) -> None:
    page = Page()
    say(page)

    assert not is_clear(page)


def test_a_call_that_still_waits_after_the_first_hit_waits_for_nobody_knows_whom() -> None:
    page = Page()
    page.hit()
    page.push("setPath", "/", early=True)

    assert not is_clear(page)


def test_a_document_is_alone_unless_another_one_tells_something_meanwhile() -> None:
    first = Page(document="first")
    first.push("trackPageView")
    first.hit()
    second, third = Page(first, document="second"), Page(first, document="third")
    second.hit()
    third.hit()
    second.hit()

    assert [moment.said.is_alone for moment in first.scene.moments] == [True, False, True, False]


def test_hits_are_linked_within_their_document_past_what_the_tracker_did_not_send() -> None:
    page = Page()
    page.hit(po="/a")
    page.hit(v=None)
    Page(page, document="other").hit(po="/other")
    page.hit(po="/b")
    moments = page.scene.moments

    assert [list(moment.earlier) for moment in moments] == [[], [moments[0]], [], [moments[0]]]


def test_what_came_before_a_window_is_known_in_it() -> None:
    page = Page()
    page.push("setPath", "/a")
    window = page.timeline.mark()
    page.hit()
    (moment,) = scene_of(page.timeline.since(window)).moments

    assert [call.function for call in moment.said.calls] == ["setPath"]


def test_an_image_that_has_not_arrived_is_no_moment() -> None:
    page = Page()
    page.hit()
    page.entries.pop()

    assert (page.scene.moments, len(page.timeline.of(AskedHit))) == ((), 1)


def test_a_silence_knows_the_calls_since_the_last_hit() -> None:
    page = Page()
    page.push("setPath", "/a")
    page.hit()
    page.push("setPath", "/b")
    page.say_nothing(page.push("trackPageView"))
    lonely = Page(page, document="other")
    lonely.say_nothing(lonely.push("trackPageView"))
    told = [[call.function for call in silence.since] for silence in page.scene.silences]

    assert told == [["setPath", "trackPageView"], ["trackPageView"]]
