"""Requests to the tracking hosts that made no hit."""

from __future__ import annotations

from harness.expect.case import Case
from harness.expect.hints.registry import GUIDE, hint
from harness.expect.phrases import count
from harness.wire.hits import Hit


@hint(see=f"{GUIDE}#malformed-hits")
def malformed(case: Case) -> str | None:
    """What cannot be read is no hit, although it was sent."""
    number = len(case.timeline.malformed)
    if not number or not case.lacks(Hit):
        return None
    return f"{count(number, 'request')} to a tracking host could not be read, see the timeline for the reasons"
