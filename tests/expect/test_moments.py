"""When an entry of a timeline happened."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harness.audit.testing import START, malformed, moment, page_view, push
from harness.capture.timeline import AskedHit, Entry, Timeline
from harness.expect.moments import moments_of, seconds_of, signs_of
from harness.wire.hits import Hit, RawRequest

VIEW = page_view("/", at_s=2)


@pytest.mark.parametrize(
    ("entry", "at_s"),
    [
        pytest.param(VIEW, START.timestamp() + 2, id="a hit, by the wire"),
        pytest.param(replace(VIEW, sent_at=None), START.timestamp() + 2, id="a hit, by its arrival"),
        pytest.param(Hit(), 0.0, id="a hit of no known time"),
        pytest.param(malformed(at_s=3), START.timestamp() + 3, id="a malformed hit, by its arrival"),
        pytest.param(push("setPath", at_s=4), START.timestamp() + 4, id="a call"),
    ],
)
def test_entries_have_a_time(entry: Entry, at_s: float) -> None:
    assert seconds_of(entry) == at_s


PIXEL = "https://track.hubspot.com/__ptq.gif?1"
ASKED = AskedHit(url=PIXEL, at=moment(5))
LATE = replace(page_view("/late", at_s=1805), request=RawRequest(url=PIXEL))
CALL = push("setPath", at_s=6)
AHEAD = Timeline((VIEW, ASKED, LATE, CALL))


def test_a_hit_happened_when_its_image_was_asked_for_however_far_its_clock_is_ahead() -> None:
    happened = moments_of(AHEAD)

    assert [happened(entry) - START.timestamp() for entry in AHEAD] == [2, 5, 5, 6]


def test_two_hits_are_told_by_their_own_clock_and_a_hit_beside_a_call_by_its_image() -> None:
    assert signs_of(VIEW, LATE, AHEAD) == (VIEW, LATE)
    assert signs_of(LATE, CALL, AHEAD) == (ASKED, CALL)
    assert signs_of(CALL, VIEW, AHEAD) == (CALL, VIEW)
