"""What one browser context left: hits, malformed requests, queue calls and navigations, in order."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from harness.capture.entries import (
    AskedHit,
    Entry,
    JsonValue,
    Navigation,
    PageFault,
    QueueCall,
    Refusal,
    SilentCall,
    SourceLine,
    WorkerStart,
)
from harness.capture.sightings import Cookie, Link
from harness.wire.hits import CustomEvent, Hit, Malformed, PageView

if TYPE_CHECKING:
    from harness.capture.causes import Cause, Causes

__all__ = [
    "AskedHit",
    "Cookie",
    "Entry",
    "JsonValue",
    "Link",
    "Mark",
    "Navigation",
    "PageFault",
    "QueueCall",
    "Refusal",
    "SilentCall",
    "SourceLine",
    "Timeline",
    "WorkerStart",
]

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment of a timeline, to be given to `Timeline.since`."""

    position: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that was captured, in the order in which it became known; immutable.

    Hits are ordered by the wire's own time (`cts`), then by arrival, because order is faithful within one transport
    but not across. `earlier` holds what came before the window that this timeline is of. `of_servers` says that it
    tells of calls to HubSpot's server APIs, not of a browser.
    """

    entries: tuple[Entry, ...] = ()
    earlier: tuple[Entry, ...] = field(default=(), compare=False, repr=False)
    of_servers: bool = field(default=False, compare=False, repr=False)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def of(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """The entries of one type, in order."""
        return tuple(entry for entry in self.entries if isinstance(entry, kind))

    @property
    def hits(self) -> tuple[Hit, ...]:
        """All hits in the order in which they were sent."""
        return tuple(sorted(self.of(Hit), key=_sending_order))

    @property
    def page_views(self) -> tuple[PageView, ...]:
        """The page views in the order in which they were sent."""
        return tuple(hit for hit in self.hits if isinstance(hit, PageView))

    @property
    def events(self) -> tuple[CustomEvent, ...]:
        """The custom behavioral events in the order in which they were sent."""
        return tuple(hit for hit in self.hits if isinstance(hit, CustomEvent))

    @property
    def calls(self) -> tuple[QueueCall, ...]:
        """The queue calls in the order in which they were made."""
        return tuple(sorted(self.of(QueueCall), key=lambda call: call.at))

    @property
    def malformed(self) -> tuple[Malformed, ...]:
        """The requests to tracking endpoints that could not be read."""
        return self.of(Malformed)

    @property
    def navigations(self) -> tuple[Navigation, ...]:
        """The changes of address in the order in which they happened."""
        return tuple(sorted(self.of(Navigation), key=lambda navigation: navigation.at))

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """The connections that the relay refused."""
        return self.of(Refusal)

    @property
    def causes(self) -> Causes:
        """Why each hit was sent, made ready once for many hits: `timeline.causes.of(hit)`."""
        # Only here: most runs never ask, and it brings the decoder, which each import would wait for.
        from harness.capture.causes import Causes

        return Causes((*self.earlier, *self.entries))

    def cause_of(self, hit: Hit | Malformed) -> Cause:
        """Why one of these hits was sent: the queue call behind it and its source line, where that is certain."""
        return self.causes.of(hit)

    def mark(self) -> Mark:
        """This moment."""
        return Mark(sum(map(_stands_alone, self.entries)))

    def since(self, mark: Mark) -> Timeline:
        """What became known after `mark`; a hit without a request of its own belongs to the asking that made it."""
        positions = itertools.accumulate(map(_stands_alone, self.entries))
        first = sum(position <= mark.position for position in positions)
        return Timeline(self.entries[first:], earlier=(*self.earlier, *self.entries[:first]))

    def moved(self, moved: Mapping[int, Entry]) -> Timeline:
        """This timeline with what its entries became, by their identity; see `Journal.relocate`."""
        now, before = (tuple(moved.get(id(entry), entry) for entry in part) for part in (self.entries, self.earlier))
        return Timeline(now, earlier=before)

    def with_entries(self, entries: Sequence[Entry]) -> Timeline:
        """This timeline and more."""
        return replace(self, entries=(*self.entries, *entries))


def _stands_alone(entry: Entry) -> bool:
    return not isinstance(entry, Hit) or entry.is_request


def _sending_order(hit: Hit) -> tuple[float, int]:
    sent = hit.sent_at or (hit.request and hit.request.arrived_at)
    return (sent.timestamp() if sent else 0.0, hit.request.arrival if hit.request else 0)
