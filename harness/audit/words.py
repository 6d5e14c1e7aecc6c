"""How an audit names what it speaks of: a hit, a call, a page, a number of things."""

from __future__ import annotations

from harness.audit.visit import PageVisit
from harness.capture.timeline import Navigation, PageFault, QueueCall
from harness.wire.address import without_origin
from harness.wire.hits import Hit, Malformed
from harness.wire.words import plain

__all__ = ["count", "phrase"]


def phrase(thing: Hit | Malformed | QueueCall | Navigation | PageVisit | PageFault) -> str:
    """The thing in a few words, on one line: `page view of /pricing`, `identify pushed on _hsq`."""
    match thing:
        case Hit():
            return thing.phrase
        case Malformed():
            return f"malformed request: {plain('; '.join(thing.reasons))}"
        case QueueCall():
            return f"{plain(thing.function)} pushed on {plain(thing.queue)}"
        case Navigation():
            return f"{plain(thing.kind)} to {plain(without_origin(thing.url))}"
        case PageVisit():
            return f"document {plain(without_origin(thing.final_url))}"
        case _:
            return f"{plain(thing.kind)}: {plain(thing.text)}"


def count(number: int, noun: str, nouns: str = "") -> str:
    """`1 hit`, `2 hits`, `1,200 hits`."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"
