"""A visitor who is not to be tracked."""

from __future__ import annotations

from harness.expect.consistency.disagreement import Disagreement, Found, maker
from harness.expect.consistency.moment import Moment
from harness.expect.consistency.registry import each_hit
from harness.wire.hits import CustomEvent, PageView


@each_hit("left in spite of doNotTrack")
def do_not_track(moment: Moment) -> Found:
    """No page view and no event leaves after `doNotTrack`, as long as its cookie is there."""
    calls, cookies = moment.said.to("doNotTrack"), moment.asked.cookies or ()
    if calls and ("__hs_do_not_track", "yes") in cookies and isinstance(moment.hit, PageView | CustomEvent):
        told = f"{maker(calls[-1])} had been called and the cookie __hs_do_not_track was there"
        yield Disagreement(entry=moment.hit, sentence=told)
