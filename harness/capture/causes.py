"""Why a hit was sent: the queue call behind it, where what was seen leaves no doubt.

The spy tells which call the tracker was executing when it asked for the hit's image, whatever the tracker looks like
inside. Calls that waited for the tracker are worked off together, so there a call is told by the order of its kind: the
tracker keeps it, and each call sends one hit. Where the numbers do not agree, the cause is unknown.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, takewhile
from typing import TypeGuard

from harness.capture.entries import AskedHit, Entry, QueueCall, SourceLine, WorkerStart
from harness.capture.yields import Yield, may_send, yield_of
from harness.wire.decode import decode
from harness.wire.hits import (
    BannerReport,
    CollectedForm,
    ConsentHit,
    CustomEvent,
    ElementClick,
    FormCounter,
    FormHit,
    FormSetUp,
    FormSubmission,
    Hit,
    LegacyEvent,
    Malformed,
    PageView,
    RawRequest,
)

__all__ = ["Cause", "Causes"]

OWN: Mapping[type[Hit | Malformed], str] = {
    PageView: "automatic",
    ElementClick: "captured click",
    CustomEvent: "clicked element",
    LegacyEvent: "clicked element",
    ConsentHit: "consent banner",
    FormHit: "form",
}
"""What makes the tracking code send a hit of its own accord; of other kinds it is not known."""

WITHOUT_IMAGE: Mapping[type[Hit | Malformed], str] = {
    BannerReport: "consent banner",
    CollectedForm: "form",
    FormSubmission: "form",
    FormSetUp: "forms script",
    FormCounter: "forms script",
}
"""What makes HubSpot's other scripts send."""

Caller = QueueCall | None
"""One that may have caused something; None is one that is not on record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why a hit was sent: the site's queue call, or in a word what else made HubSpot's code send it (`automatic`).

    A cause that is not certain is not `known`. `source` is the line of the site's code behind it, known or not, `asked`
    the image that carried the hit.
    """

    call: QueueCall | None = None
    reason: str = ""
    source: SourceLine | None = None
    asked: AskedHit | None = None

    @property
    def known(self) -> bool:
        """Whether it is certain."""
        return bool(self.call or self.reason)


class Causes:
    """The causes of the hits among some entries; a hit is known again as the object that it is.

    What was fetched, and by no document, comes from a worker where there is one.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        asked = tuple(_askings(entries))
        self._asked = {id(hit): image for hit, image in asked}
        self._yields = {image.url: yield_of(hit) for hit, image in asked}
        self._has_workers = any(isinstance(entry, WorkerStart) for entry in entries)
        self._told: dict[str, list[QueueCall | AskedHit]] = defaultdict(list)
        for entry in entries:
            if isinstance(entry, QueueCall | AskedHit):
                self._told[entry.document].append(entry)

    def of(self, hit: Hit | Malformed) -> Cause:
        """Why a hit was sent."""
        asked = self.asked(hit)
        if asked is None:
            by_worker = "worker" if self._has_workers and _is_fetched(hit) else ""
            return Cause(reason=WITHOUT_IMAGE.get(type(hit), by_worker))
        what = yield_of(hit)
        at: AskedHit | QueueCall = asked
        while callers := self._callers(at, what):
            caller = callers[0] if len(callers) == 1 else None
            if caller is None:
                return Cause(source=_line_behind(asked), asked=asked)
            if not caller.by_tracking_code:
                return Cause(call=caller, source=caller.source, asked=asked)
            at = caller
        return Cause(reason=self._own_reason(at, what), source=_line_behind(asked), asked=asked)

    def asked(self, entry: Entry) -> AskedHit | None:
        """The image that carried a hit; None for one that came without, and for anything else."""
        return self._asked.get(id(entry))

    def calls_before(self, hit: Hit | Malformed) -> tuple[QueueCall, ...]:
        """The calls of the same document that had been made when the hit was asked for; none when it was not seen."""
        asked = self.asked(hit)
        return tuple(self._before(asked)) if asked else ()

    def _callers(self, at: AskedHit | QueueCall, what: Yield) -> Sequence[Caller]:
        """The calls that may have caused this; none when nothing did but the tracking code itself."""
        if at.during:
            return [next((call for call in self._before(at) if call.number == at.during), None)]
        return self._queued(at, what) if at.takeover else []

    def _queued(self, at: AskedHit | QueueCall, what: Yield) -> Sequence[Caller]:
        """The calls among those that waited for the tracker."""
        early = (call for call in self._before(at) if call.queue == at.takeover and call.before_takeover)
        waited = _newest_queue(tuple(early))
        if _site_line(at.stack):
            return [call for call in waited if call.function == "(function)"] or [None]
        able = [call for call in waited if may_send(call, what)]
        if isinstance(at, QueueCall) or not able:
            return able
        alike = [image for image in self._images_at(at) if self._yield_of(image) == what]
        return [able[[image is at for image in alike].index(True)]] if len(able) == len(alike) else [None]

    def _images_at(self, at: AskedHit) -> Iterator[AskedHit]:
        """The images that were asked for in the same takeover, but by no call that was made meanwhile."""
        images = (told for told in self._told[at.document] if isinstance(told, AskedHit))
        alone = (image for image in images if image.takeover == at.takeover and not image.during)
        return (image for image in alone if not _site_line(image.stack))

    def _yield_of(self, image: AskedHit) -> Yield:
        if image.url not in self._yields:
            self._yields[image.url] = yield_of(decode(RawRequest(url=image.url)))
        return self._yields[image.url]

    def _own_reason(self, at: AskedHit | QueueCall, what: Yield) -> str:
        """What made HubSpot's code send by itself; nothing when a call of the site may have wanted it as well."""
        if isinstance(at, QueueCall):
            return OWN.get(what.kind, "tracking code")
        by_site = any(may_send(call, what) and not call.by_tracking_code for call in self._before(at))
        alone = what.kind is ElementClick or not _site_line(at.stack)
        by_hubspot = bool(at.stack) and at.stack[0].of_hubspot
        return OWN.get(what.kind, "") if by_hubspot and alone and not by_site else ""

    def _before(self, at: AskedHit | QueueCall) -> Iterator[QueueCall]:
        earlier = takewhile(lambda told: told is not at, self._told[at.document])
        return (told for told in earlier if isinstance(told, QueueCall))


def _askings(entries: Sequence[Entry]) -> Iterator[tuple[Hit | Malformed, AskedHit]]:
    """Which image carried which hit; one without a request of its own stands behind it, the others are in order."""
    waiting: dict[str, deque[AskedHit]] = defaultdict(deque)
    for entry, following in pairwise(chain(entries, [None])):
        if isinstance(entry, AskedHit):
            if _has_no_request(following):
                yield following, entry
            else:
                waiting[entry.url].append(entry)
    for hit in entries:
        if isinstance(hit, Hit | Malformed) and not _has_no_request(hit) and (images := waiting.get(_url(hit))):
            yield hit, images.popleft()


def _has_no_request(entry: Entry | None) -> TypeGuard[Hit]:
    return isinstance(entry, Hit) and not entry.is_request


def _is_fetched(hit: Hit | Malformed) -> bool:
    """Whether a script fetched it; both browsers say so on secure connections."""
    return dict(hit.request.headers).get("sec-fetch-dest") == "empty" if hit.request else False


def _url(hit: Hit | Malformed) -> str:
    return hit.request.url if hit.request else ""


def _newest_queue(calls: Sequence[QueueCall]) -> Sequence[QueueCall]:
    """What lies in the queue: the page may have put another one in its place, and what lay in it is lost."""
    begins = [place for place, call in enumerate(calls) if call.function == "(new queue)"]
    return calls[begins[-1] + 1 :] if begins else calls


def _site_line(stack: Sequence[SourceLine]) -> SourceLine | None:
    """The innermost line that is neither HubSpot's nor in the file that asked for the image: the tracker's own."""
    return next((line for line in stack if not line.of_hubspot and line.url != stack[0].url), None)


def _line_behind(asked: AskedHit) -> SourceLine | None:
    """The line of the site that stands behind an image, be it a picture of the site's own."""
    return _site_line(asked.stack) or next((line for line in asked.stack if not line.of_hubspot), None)
