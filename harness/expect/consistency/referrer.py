"""The referrer of the page, which never changes while a document lives."""

from __future__ import annotations

from harness.expect.consistency.disagreement import Found
from harness.expect.consistency.lasting import lasts
from harness.expect.consistency.moment import Moment
from harness.expect.consistency.registry import each_hit


@each_hit("disagreed with the referrer of the page load")
def referrer(moment: Moment) -> Found:
    """`r` is alike on all hits of a page load."""
    # Gates of 2026 merge what the loader has kept.
    if not moment.said.to("setTrackingGate"):
        yield from lasts(moment, "r")
