"""When an entry of a timeline happened."""

from __future__ import annotations

from harness.capture.timeline import Entry
from harness.wire.hits import Hit, Malformed

__all__ = ["seconds_of"]


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
