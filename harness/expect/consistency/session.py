"""The session of the visitor: the tracker copies its cookie whenever it sends a hit."""

from __future__ import annotations

from harness.expect.consistency.disagreement import Found
from harness.expect.consistency.jar import copies
from harness.expect.consistency.moment import Moment
from harness.expect.consistency.registry import each_hit
from harness.wire.cookies import Hssc


@each_hit("disagreed with the session's cookie")
def session(moment: Moment) -> Found:
    """`b` is the cookie `__hssc` of its moment."""
    yield from copies(moment, "b", "__hssc", Hssc.parse)
