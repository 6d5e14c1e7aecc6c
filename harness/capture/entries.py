"""What a timeline holds: queue calls, changes of address, images asked for, refusals and faults, beside the hits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from harness.capture.sightings import Cookie, Link
from harness.wire.address import host_of
from harness.wire.endpoints import HostRole, host_role
from harness.wire.hits import Hit, Malformed, Pairs

__all__ = [
    "AskedHit",
    "CutOff",
    "Entry",
    "JsonValue",
    "Navigation",
    "PageFault",
    "QueueCall",
    "Refusal",
    "SilentCall",
    "SourceLine",
    "WorkerStart",
    "at_places",
]

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A place in the site's code: URL, line and column from 1, function name or empty.

    Where a source map told it, `url` is the path of the written source within its project: `src/router.js`.
    """

    url: str
    line: int
    column: int
    function: str = ""

    @property
    def of_hubspot(self) -> bool:
        """Whether it stands in one of HubSpot's own scripts."""
        return _serves_scripts(host_of(self.url))

    def __str__(self) -> str:
        path = self.url.split("?")[0]
        file = path.rsplit("/", 1)[-1] if "://" in path else path
        return f"{file or self.url}:{self.line} {self.function}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueCall:
    """One entry pushed on `_hsq` or `_hsp`: function name, arguments as JSON values, where and when.

    A pushed function has the name `(function)`; an entry that is no call has the name `(entry)` and itself as argument.
    `document` names the document and `number` counts its calls from 1. `during` is the number of the call that was
    being executed meanwhile, `takeover` the queue whose first calls the tracker was working off. A call that is
    `ignored` came in a way that the tracker does not notice: behind the first entry of a push, or without push.
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
    document: str = ""
    number: int = 0
    during: int = 0
    takeover: str = ""
    ignored: bool = False

    @property
    def source(self) -> SourceLine | None:
        """The line of the site's code that made the call, or None."""
        return self.stack[0] if self.stack else None

    @property
    def by_tracking_code(self) -> bool:
        """Whether HubSpot's own scripts made the call: the portal's settings, the banner's answers."""
        return self.source is not None and self.source.of_hubspot


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
    """A tracking request that a document asked for; the browser merges equal images of one document into one request.

    `transport` is `image`, `fetch` or `beacon`. `during` and `takeover` say what the tracker was executing, as in a
    `QueueCall`. `title` and `cookies` (none but HubSpot's) are those of the document at this moment, None when they
    could not be had. `changed` are the numbers of calls whose arguments the page has changed since, None when that is
    not known.
    """

    url: str
    document: str = ""
    at: datetime
    frame_url: str = ""
    page: int = 0
    top: bool = True
    stack: tuple[SourceLine, ...] = ()
    during: int = 0
    takeover: str = ""
    title: str | None = None
    cookies: Pairs | None = None
    changed: tuple[int, ...] | None = ()
    transport: str = "image"


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentCall:
    """A call, by document and number, of a kind that sends a hit, during which the tracker asked for no image.

    `cookies` are those of the document at this moment, as in an `AskedHit`.
    """

    document: str
    number: int
    at: datetime
    cookies: Pairs | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerStart:
    """A worker that a document started; what runs there pushes on no queue that is seen, and asks in no document."""

    url: str
    at: datetime
    frame_url: str = ""
    page: int = 0
    stack: tuple[SourceLine, ...] = ()
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOff:
    """A tracking image that was still owed when its document was left: a browser cancels those it did not send yet."""

    url: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A connection that the relay refused, with the reason; nothing left the machine."""

    host: str
    port: int
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFault:
    """Something a page reported: `console`, `csp`, `exception`, `crash`, `dialog`, `download` or `request`.

    The kind `recording` is something that it asked of a recorded tracking code, and that was not recorded; `API call`
    is a bad call that a server made.
    """

    kind: str
    text: str
    at: datetime
    url: str = ""
    page: int = 0

    @property
    def role(self) -> HostRole | None:
        """What the host of `url` does for HubSpot (`track`, `script`, `banner`, `forms`), None for any other host."""
        return host_role(host_of(self.url))


Entry = (
    Hit | Malformed | QueueCall | Navigation | AskedHit | SilentCall | WorkerStart | Refusal | PageFault | Cookie | Link
)


@lru_cache(maxsize=256)
def _serves_scripts(host: str) -> bool:
    return host_role(host) in ("script", "banner")


def at_places(entry: Entry, places: Mapping[SourceLine, SourceLine]) -> Entry:
    """The entry with other lines in its stack; itself when none of its lines is among `places`."""
    if not isinstance(entry, QueueCall | Navigation | AskedHit | WorkerStart) or places.keys().isdisjoint(entry.stack):
        return entry
    return replace(entry, stack=tuple(places.get(line, line) for line in entry.stack))
