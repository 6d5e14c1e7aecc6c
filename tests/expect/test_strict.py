"""What fails a test although no expectation spoke of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest

from harness.audit.testing import START, malformed, page_view, sent, timeline
from harness.capture.timeline import PageFault
from harness.expect.strict import ALLOWABLE, strictness
from harness.wire.hits import ScriptError
from tests.expect.consistency.pages import Page

GARBLED = malformed("no portal id")
ERROR = sent(ScriptError(message="x is not a function"))
FOREIGN = page_view("/", portal_id=7)
SENTENCE = "the recording portal.har has no https://js.hs-scripts.com/4242.js; record it again"
UNRECORDED = PageFault(kind="recording", text=SENTENCE, url="https://js.hs-scripts.com/4242.js", at=START)


def test_a_clean_timeline_has_no_problems() -> None:
    assert strictness(timeline(page_view("/")), portal_id=4242) == []


def test_every_problem_has_its_name() -> None:
    problems = strictness(timeline(FOREIGN, ERROR, GARBLED, UNRECORDED), portal_id=4242)

    assert [problem.name for problem in problems] == ["malformed", "script-error", "foreign-portal", "not-recorded"]


@pytest.mark.parametrize("name", ["malformed", "script-error", "foreign-portal", "not-recorded"])
def test_a_problem_can_be_allowed_by_name(name: str) -> None:
    problems = strictness(timeline(FOREIGN, ERROR, GARBLED, UNRECORDED), frozenset({name}), portal_id=4242)

    assert name not in [problem.name for problem in problems]


def test_without_a_portal_id_no_portal_is_foreign() -> None:
    assert strictness(timeline(FOREIGN)) == []


def test_a_problem_shows_what_was_sent_and_how_to_allow_it() -> None:
    (problem,) = strictness(timeline(page_view("/"), FOREIGN), portal_id=4242)

    assert (
        problem.text
        == """\
1 hit of a foreign portal: 7

timeline in seconds, > what was found:
     0.000  hit       page view of /
>    0.100  hit       page view of /

If this is on purpose, allow it by name: @pytest.mark.hubspot(allow="foreign-portal")"""
    )


def test_a_tracker_that_was_not_recorded_is_told_in_its_own_sentence() -> None:
    (problem,) = strictness(timeline(UNRECORDED))

    assert problem.text.startswith(f"1 unrecorded script: {SENTENCE}\n\ntimeline in seconds")


def test_a_script_beside_the_tracker_may_be_missing_in_a_recording() -> None:
    chat = replace(UNRECORDED, url="https://js.usemessages.com/conversations-embed.js")

    assert strictness(timeline(chat)) == []


def test_several_malformed_hits_are_counted() -> None:
    (problem,) = strictness(timeline(GARBLED, GARBLED))

    assert problem.text.startswith("2 malformed hits\n\n")


def moved(views: int) -> Page:
    """A page whose hits speak of another address than the address bar."""
    page = Page()
    for _ in range(views):
        page.hit(pu="https://www.acme.test/old", during=page.push("trackPageView"))
    return page


def test_a_hit_that_disagrees_with_its_page_is_told_with_both_values_and_its_line() -> None:
    page = Page()
    page.push("setPath", "/courses")
    page.hit(pu="https://www.acme.test/old", po="/courses", during=page.push("trackPageView"))
    (problem,) = strictness(page.timeline)

    assert (
        problem.text
        == """\
1 hit disagreed with the address bar

page view of /courses  (app.js:41 onRoute)
  pu (address of the page): the address bar said 'https://www.acme.test/', the hit said 'https://www.acme.test/old'

timeline in seconds, > what was found:
     0.000  call      _hsq.push(["setPath", "/courses"])  (app.js:41 onRoute)
     0.100  call      _hsq.push(["trackPageView"])  (app.js:41 onRoute)
>    0.200  hit       page view of /courses, title 'Home'  (app.js:41 onRoute)

If this is on purpose, allow it by name: @pytest.mark.hubspot(allow="address")"""
    )


def test_a_call_that_sent_nothing_is_told_as_a_call() -> None:
    page = Page()
    page.hit()
    page.say_nothing(page.push("trackPageView"))
    (problem,) = strictness(page.timeline)

    assert problem.text.startswith("""\
1 call sent no hit

_hsq.push(["trackPageView"])  (app.js:41 onRoute)
  trackPageView (app.js:41 onRoute) was called while the tracker was sending, and it asked for no hit

""")


def test_what_is_said_of_one_hit_stands_together() -> None:
    page = Page()
    page.push("setPath", "/a")
    page.push("setPath", "/b")
    page.hit()
    (problem,) = strictness(page.timeline)

    assert problem.text.startswith("""\
1 hit disagreed with setPath

page view of /  (automatic)
  po (path given by setPath): setPath (app.js:41 onRoute) said '/b', the hit said nothing
  rpo (path before the last setPath): setPath (app.js:41 onRoute) said '/a', the hit said nothing

""")


def test_many_disagreements_are_counted_and_the_first_ones_told() -> None:
    (problem,) = strictness(moved(7).timeline)

    assert problem.text.startswith("7 hits disagreed with the address bar\n\n")
    assert problem.text.count("  pu (address of the page): ") == 5
    assert "\n\n… and 2 more\n\ntimeline" in problem.text


@pytest.mark.parametrize("allowed", [pytest.param({"address"}, id="that one"), pytest.param(ALLOWABLE, id="all")])
def test_a_check_can_be_switched_off_by_name(allowed: Collection[str]) -> None:
    assert strictness(moved(1).timeline, frozenset(allowed)) == []
