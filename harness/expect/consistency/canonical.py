"""The canonical link of the page, which the tracker reads once, when it starts."""

from __future__ import annotations

from harness.expect.consistency.disagreement import Found
from harness.expect.consistency.lasting import lasts
from harness.expect.consistency.moment import Moment
from harness.expect.consistency.registry import each_hit


@each_hit("disagreed with the canonical link of the page load")
def canonical(moment: Moment) -> Found:
    """`rcu` is alike on all hits of a page load, but for those with an address of `setCanonicalUrl`."""
    yield from lasts(moment, "rcu", lambda each: "ccu" not in each.sent)
