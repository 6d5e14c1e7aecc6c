"""A visit taken apart into the documents that were loaded, each with its own hits, calls and changes of address."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import unquote

from harness.audit.visit import Visit
from harness.capture.timeline import AskedHit, Navigation, QueueCall, Timeline
from harness.wire.address import host_of, path_of, without_fragment
from harness.wire.endpoints import host_role
from harness.wire.hits import Hit, PageView

__all__ = ["Document", "documents", "place_of"]


@dataclass(slots=True, kw_only=True)
class Document:
    """One load of a top document, until the next load in the same tab: what it sent, pushed, and where it went.

    Hits are in the order in which they were sent.
    """

    url: str
    started_at: datetime
    hits: list[Hit] = field(default_factory=list)
    calls: list[QueueCall] = field(default_factory=list)
    changes: list[Navigation] = field(default_factory=list)
    moments: dict[int, datetime] = field(default_factory=dict, repr=False)

    def when(self, hit: Hit) -> datetime:
        """When a hit of this document was sent, by the clock of the calls and changes.

        A hit's own time (`cts`) is of the page's clock, which settling moves ahead.
        """
        return self.moments[id(hit)]

    @property
    def views(self) -> list[PageView]:
        """The page views, in the order in which they were sent."""
        return [hit for hit in self.hits if isinstance(hit, PageView)]

    def addresses(self) -> set[str]:
        """Every address that this document had, without fragments."""
        return {without_fragment(url) for url in (self.url, *(change.url for change in self.changes))}

    def site_calls(self, function: str) -> list[QueueCall]:
        """The calls of one function on `_hsq` by the site's own code, in order; HubSpot's scripts make some too."""
        return [call for call in self.calls if call.function == function and call.queue == "_hsq" and _by_site(call)]


def documents(visit: Visit) -> tuple[Document, ...]:
    """The documents of a visit in the order of their loads; what frames inside them did is left out."""
    tabs = _tabs(visit)
    every = sorted((document for tab in tabs.values() for document in tab), key=lambda document: document.started_at)
    for change in Timeline(visit.navigations).navigations:
        if change.top and change.kind != "load":
            _running(tabs.get(change.page, every), change.at).changes.append(change)
    top = {address for document in every for address in document.addresses()}
    frames = {without_fragment(change.url) for change in visit.navigations if not change.top} - top
    for call in Timeline(visit.calls).calls:
        if without_fragment(call.frame_url) not in frames:
            _running(tabs.get(call.page, every), call.at).calls.append(call)
    asked = {each.url: each for each in reversed(visit.asked)}
    for hit in Timeline(visit.hits).hits:
        if without_fragment(hit.page.url or "") not in frames:
            at, document = _sender(hit, asked.get(hit.request.url if hit.request else ""), tabs, visit.started_at)
            document.hits.append(hit)
            document.moments[id(hit)] = at
    return tuple(every)


def place_of(url: str) -> str:
    """Where a URL or a set path leads inside a site: its path, or its route if the fragment holds one.

    The query, a mere anchor and a slash at the end make no other place: `/a/?q=1#top` and `/a` are one,
    `/#/about` and `/about` too.
    """
    fragment = url.partition("#")[2].removeprefix("!")
    path = path_of(fragment) if fragment.startswith("/") else path_of(url)
    return "/" + unquote(path).strip("/")


def _tabs(visit: Visit) -> dict[int, list[Document]]:
    """The documents of each tab, in order; evidence without loads of its own has them from its pages.

    A tab of which no load was seen has one document: what it did must not be taken for another tab's.
    """
    loads = [change for change in Timeline(visit.navigations).navigations if change.top and change.kind == "load"]
    starts = (
        [(load.page, load.url, load.at) for load in loads]
        or [(0, page.final_url, page.loaded_at) for page in visit.pages]
        or [(0, visit.start_url, visit.started_at)]
    )
    tabs: dict[int, list[Document]] = {}
    for tab, url, at in starts:
        tabs.setdefault(tab, []).append(Document(url=url, started_at=at))
    if 0 not in tabs:
        for call in Timeline(visit.calls).calls:
            tabs.setdefault(call.page, [Document(url=call.frame_url, started_at=call.at)])
    return tabs


def _running(tab: Sequence[Document], at: datetime) -> Document:
    """The document of a tab at a moment; what is older than the first belongs to the first."""
    return tab[max(bisect_right(tab, at, key=lambda document: document.started_at) - 1, 0)]


def _sender(
    hit: Hit, asked: AskedHit | None, tabs: Mapping[int, Sequence[Document]], otherwise: datetime
) -> tuple[datetime, Document]:
    """When a hit was sent and by which document.

    An image that the page was seen to ask for says both. Anything else arrives a moment late and from an unknown tab:
    it belongs to the latest document that had the hit's address.
    """
    if asked and asked.page in tabs:
        return asked.at, _running(tabs[asked.page], asked.at)
    at = (hit.request.arrived_at if hit.request else None) or hit.sent_at or otherwise
    address = without_fragment(hit.page.url or "")
    begun = [document for tab in tabs.values() for document in tab if document.started_at <= at]
    rest = begun or [tab[0] for tab in tabs.values()]
    return at, max(rest, key=lambda document: (address in document.addresses(), document.started_at))


def _by_site(call: QueueCall) -> bool:
    return call.source is None or host_role(host_of(call.source.url)) is None
