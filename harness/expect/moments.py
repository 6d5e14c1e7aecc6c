"""When an entry of a timeline happened.

There are two clocks: pages have a virtual one, which settling and travelling move ahead, and by which hits tell their
time; calls, changes of address and images are told by the machine's.
"""

from __future__ import annotations

from collections.abc import Callable

from harness.capture.timeline import Entry, Timeline
from harness.wire.hits import Hit, Malformed

__all__ = ["moments_of", "seconds_of", "signs_of"]


def seconds_of(entry: Entry) -> float:
    """When an entry happened, in seconds since 1970, by the browser's clock where the hit tells it."""
    match entry:
        case Hit():
            at = entry.sent_at or (entry.request and entry.request.arrived_at)
        case Malformed():
            at = entry.request.arrived_at
        case _:
            at = entry.at
    return at.timestamp() if at else 0.0


def moments_of(timeline: Timeline) -> Callable[[Entry], float]:
    """When an entry of this timeline happened, by the machine's clock: a hit, when the page asked for its image."""
    causes = timeline.causes
    return lambda entry: seconds_of(causes.asked(entry) or entry)


def signs_of(one: Entry, other: Entry, timeline: Timeline) -> tuple[Entry, Entry]:
    """What tells by one clock when each happened: of a hit its image, but two hits are told by what they say."""
    if isinstance(one, Hit) and isinstance(other, Hit):
        return one, other
    causes = timeline.causes
    return causes.asked(one) or one, causes.asked(other) or other
