"""The order of events that waited for the tracker: it works its queue off from the front."""

from __future__ import annotations

from harness.expect.consistency.disagreement import Disagreement, Found, maker
from harness.expect.consistency.moment import Moment
from harness.expect.consistency.registry import each_hit
from harness.wire.hits import CustomEvent


@each_hit("came out of the order of its call")
def order(moment: Moment) -> Found:
    """Events that were queued before the tracker ran are sent in the order of their calls."""
    own = moment.cause.call
    if own is None or not _waited(moment):
        return
    overtaken = (each.cause.call for each in moment.earlier if _waited(each))
    for call in overtaken:
        if call and call.number > own.number:
            told = f"{maker(call)} was queued after {maker(own)}, and its event was sent before"
            yield Disagreement(entry=moment.hit, sentence=told)
            return


def _waited(moment: Moment) -> bool:
    return isinstance(moment.hit, CustomEvent) and bool(moment.asked.takeover) and not moment.asked.during
