"""The growing record of one browser context, written from two threads: the relay's and the test's."""

from __future__ import annotations

import itertools
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import replace

from harness.capture.entries import AskedHit, CutOff, Entry, Navigation, Refusal, SourceLine, at_places
from harness.capture.timeline import Timeline
from harness.wire.decode import decode
from harness.wire.hits import Hit, Malformed
from harness.wire.parts import RawRequest

__all__ = ["Journal"]


class Journal:
    """Keeps every entry in the order in which it became known and tells whoever waits for more.

    `loads` are the top documents that began, `refusals` the connections that were refused.
    """

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._cut_off: set[CutOff] = set()
        self._lock = threading.Lock()
        self.loads: list[Navigation] = []
        self.refusals: list[Refusal] = []
        self._listeners: dict[int, Callable[[], None]] = {}
        self._numbers = itertools.count()

    def add(self, entry: Entry | CutOff) -> None:
        """Keep an entry; listeners are called in the thread that adds it."""
        with self._lock:
            if isinstance(entry, CutOff):
                self._cut_off.add(entry)
            else:
                self._entries.append(entry)
                if isinstance(entry, Navigation) and entry.top and entry.kind == "load":
                    self.loads.append(entry)
                elif isinstance(entry, Refusal):
                    self.refusals.append(entry)
            listeners = tuple(self._listeners.values())
        for listener in listeners:
            listener()

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after each new entry until the returned function is called."""
        number = next(self._numbers)
        with self._lock:
            self._listeners[number] = listener
        return lambda: self._forget(number)

    def timeline(self) -> Timeline:
        """Everything so far, hits that the browser merged or cut off counted as often as the page asked for them."""
        with self._lock:
            entries, cut_off = tuple(self._entries), frozenset(self._cut_off)
        return Timeline(_with_cut_off(_with_merged(entries), cut_off))

    def relocate(self, places: Mapping[SourceLine, SourceLine]) -> dict[int, Entry]:
        """Put other lines into the stacks; what each entry became, by the identity of the one before."""
        with self._lock:
            before = self._entries
            self._entries = [at_places(entry, places) for entry in before]
            return {id(old): new for old, new in zip(before, self._entries, strict=True)}

    def _forget(self, number: int) -> None:
        with self._lock:
            self._listeners.pop(number, None)


def _with_merged(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries, with a hit for each asking beyond those that arrived, right behind the asking.

    A browser sends one request for equal image addresses in one document, so of two hits in one millisecond the
    network shows one. What was never sent at all (blocked by the page's CSP, say) stays out.
    """
    images = [(place, hit) for place, hit in enumerate(entries) if isinstance(hit, Hit) and _by_image(hit.request)]
    asked = Counter(entry.url for entry in entries if isinstance(entry, AskedHit) and entry.transport == "image")
    arrived = Counter(_url(hit) for _, hit in images)
    missing = Counter({url: asked[url] - arrived[url] for url in asked if asked[url] > arrived[url] > 0})
    return tuple(_spread(entries, missing, images)) if missing else entries


def _with_cut_off(entries: tuple[Entry, ...], cut_off: Set[CutOff]) -> tuple[Entry, ...]:
    """The entries, with a hit for each asking that its document was left too early for, right behind the asking.

    A page that is left was still owed the answer, but the request may well have arrived.
    """
    if not cut_off:
        return entries
    arrived = {entry.request.url for entry in entries if isinstance(entry, Hit | Malformed) and entry.request}
    lost = {each for each in cut_off if each.url not in arrived}
    return tuple(_with_lost(entries, lost)) if lost else entries


def _with_lost(entries: tuple[Entry, ...], lost: Set[CutOff]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        if isinstance(entry, AskedHit) and CutOff(url=entry.url, document=entry.document) in lost:
            hit = decode(RawRequest(url=entry.url, arrived_at=entry.at))
            if isinstance(hit, Hit):
                yield replace(hit, cut_off=True)


def _by_image(request: RawRequest | None) -> bool:
    """Whether an image may have asked for it; both browsers name the destination on secure connections."""
    dest = dict(request.headers).get("sec-fetch-dest", "image") if request else ""
    return request is not None and request.method == "GET" and dest == "image"


def _url(hit: Hit) -> str:
    return hit.request.url if hit.request else ""


def _spread(entries: tuple[Entry, ...], missing: Counter[str], images: list[tuple[int, Hit]]) -> Iterator[Entry]:
    seen: set[tuple[str, str]] = set()
    for place, entry in enumerate(entries):
        yield entry
        if isinstance(entry, AskedHit) and missing[entry.url] > 0:
            if (entry.document, entry.url) in seen:
                missing[entry.url] -= 1
                yield replace(_twin(entry.url, place, images), merged=True)
            seen.add((entry.document, entry.url))


def _twin(url: str, place: int, images: list[tuple[int, Hit]]) -> Hit:
    """The hit whose request served an asking as well: the next one of that address, else the last one before."""
    equal = [(at, hit) for at, hit in images if _url(hit) == url]
    return next((hit for at, hit in equal if at > place), equal[-1][1])
