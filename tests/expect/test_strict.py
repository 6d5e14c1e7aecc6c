"""What fails a test although no expectation spoke of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harness.audit.testing import START, malformed, page_view, sent, timeline
from harness.capture.timeline import PageFault
from harness.expect.strict import strictness
from harness.wire.hits import ScriptError

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
