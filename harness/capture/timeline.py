"""What one browser context left: hits, malformed requests, queue calls and navigations, in order."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from harness.capture.sightings import Cookie, Link
from harness.wire.address import host_of
from harness.wire.endpoints import host_role
from harness.wire.hits import CustomEvent, Hit, Malformed, PageView

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
    "SourceLine",
    "Timeline",
]

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]
Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A place in the site's code: URL, line and column from 1, function name or empty."""

    url: str
    line: int
    column: int
    function: str = ""

    def __str__(self) -> str:
        place = f"{self.url.split('?')[0].rsplit('/', 1)[-1] or self.url}:{self.line}"
        return f"{place} {self.function}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueCall:
    """One entry pushed on `_hsq` or `_hsp`: function name, arguments as JSON values, where and when.

    A pushed function has the name `(function)`; an entry that is no call has the name `(entry)` and itself as argument.
    """

    queue: str
    function: str
    arguments: tuple[JsonValue, ...] = ()
    at: datetime
    before_takeover: bool = False
    frame_url: str = ""
    page: int = 0
    top: bool = True
    stack: tuple[SourceLine, ...] = ()

    @property
    def source(self) -> SourceLine | None:
        """The line of the site's code that made the call, or None."""
        return self.stack[0] if self.stack else None

    @property
    def by_tracking_code(self) -> bool:
        """Whether HubSpot's own scripts made the call: the portal's settings, the banner's answers."""
        return self.source is not None and host_role(host_of(self.source.url)) in ("script", "banner")


@dataclass(frozen=True, slots=True, kw_only=True)
class Navigation:
    """A change of address in a frame: `load`, `push`, `replace`, `pop` or `hash`."""

    kind: str
    url: str
    at: datetime
    frame_url: str = ""
    page: int = 0
    top: bool = True
    stack: tuple[SourceLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedHit:
    """A tracking image that a document asked for; the browser merges equal URLs of one document into one request."""

    url: str
    document: str = ""
    at: datetime
    frame_url: str = ""
    page: int = 0
    top: bool = True
    stack: tuple[SourceLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A connection that the relay refused, with the reason; nothing left the machine."""

    host: str
    port: int
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFault:
    """Something a page reported: `console`, `csp`, `exception`, `crash`, `dialog`, `download` or `request`."""

    kind: str
    text: str
    at: datetime
    url: str = ""
    page: int = 0


Entry = Hit | Malformed | QueueCall | Navigation | AskedHit | Refusal | PageFault | Cookie | Link


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment of a timeline, to be given to `Timeline.since`."""

    position: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that was captured, in the order in which it became known; immutable.

    Hits are ordered by the wire's own time (`cts`), then by arrival, because order is faithful within one transport
    but not across.
    """

    entries: tuple[Entry, ...] = ()

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

    def mark(self) -> Mark:
        """This moment."""
        return Mark(sum(map(_stands_alone, self.entries)))

    def since(self, mark: Mark) -> Timeline:
        """What became known after `mark`; a merged hit belongs to the asking that made it."""
        positions = itertools.accumulate(map(_stands_alone, self.entries))
        later = (entry for entry, position in zip(self.entries, positions, strict=True) if position > mark.position)
        return Timeline(tuple(later))

    def with_entries(self, entries: Sequence[Entry]) -> Timeline:
        """This timeline and more."""
        return replace(self, entries=(*self.entries, *entries))


def _stands_alone(entry: Entry) -> bool:
    return not (isinstance(entry, Hit) and entry.merged)


def _sending_order(hit: Hit) -> tuple[float, int]:
    sent = hit.sent_at or (hit.request and hit.request.arrived_at)
    return (sent.timestamp() if sent else 0.0, hit.request.arrival if hit.request else 0)
