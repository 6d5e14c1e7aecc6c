"""What happened in a visit besides its hits, told by general means, so that new facts show by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from harness.audit.visit import PageVisit, Visit
from harness.audit.words import phrase
from harness.capture.timeline import Navigation, PageFault, QueueCall
from harness.expect.phrases import call_phrase
from harness.report.model import Moment
from harness.wire.hits import Malformed
from harness.wire.words import plain

__all__ = ["moments_of"]

LONGEST = 300

SILENT = frozenset({"hits", "asked"})
"""Facts that stand elsewhere: hits are told as such, and an image that was asked for is its hit."""

LANES = {"pages": "navigation", "navigations": "navigation", "calls": "call", "choices": "choice", "faults": "fault"}
"""Where facts are shown; a fact that is not named here has a lane of its own, by the name of the visit's field."""

Jar = dict[str, str]


def moments_of(visit: Visit) -> tuple[Moment, ...]:
    """The moments of a visit in order of time."""
    told = [moment for name, facts in _facts(visit) for moment in _told(name, facts)]
    return tuple(sorted([*told, *_cookies(visit)], key=lambda moment: moment.at))


def _facts(visit: Visit) -> Iterator[tuple[str, Iterable[Any]]]:
    for each in fields(visit):
        value = getattr(visit, each.name)
        # A document is told by its navigation, and by itself only where navigations were not heard.
        if each.name not in SILENT and isinstance(value, tuple) and not (each.name == "pages" and visit.navigations):
            yield each.name, value


def _told(name: str, facts: Iterable[Any]) -> Iterator[Moment]:
    for fact in facts:
        # What HubSpot's own scripts push would drown what the site pushes.
        own = isinstance(fact, QueueCall) and fact.by_tracking_code
        lane = "tracker" if own else LANES.get(name, name.removesuffix("s"))
        if (at := _time_of(fact)) is not None:
            yield Moment(lane=lane, at=at, text=_text(fact), page=_page(fact), cause=_cause(fact))


def _time_of(fact: object) -> datetime | None:
    if isinstance(fact, Malformed):
        return fact.request.arrived_at
    values = (getattr(fact, each.name) for each in fields(fact)) if is_dataclass(fact) else ()
    return next((value for value in values if isinstance(value, datetime)), None)


def _text(fact: Any) -> str:
    match fact:
        case QueueCall():
            return call_phrase(fact)
        case Navigation():
            return plain(f"{fact.kind} {fact.url}", LONGEST)
        case Malformed() | PageVisit() | PageFault():
            return plain(phrase(fact), LONGEST)
    if said := getattr(fact, "phrase", None):
        return plain(str(said), LONGEST)
    return plain(", ".join(_values(fact)), LONGEST)


def _values(fact: Any) -> Iterator[str]:
    """The fields of a fact that nobody has described yet: `host acme.test, port 443`."""
    for each in fields(fact):
        value = getattr(fact, each.name)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and value not in ("", 0):
            yield f"{each.name.replace('_', ' ')} {value}"


def _page(fact: Any) -> str:
    if isinstance(fact, Navigation | PageFault):
        return fact.url
    urls = (getattr(fact, name, "") for name in ("frame_url", "page_url", "final_url"))
    return next((url for url in urls if url and isinstance(url, str)), "")


def _cause(fact: Any) -> str:
    stack = getattr(fact, "stack", ())
    return str(stack[0]) if stack else ""


def _cookies(visit: Visit) -> Iterator[Moment]:
    """The changes of HubSpot's cookies, as they were seen with each hit; else at the end of each page."""
    seen = [(asked.at, asked.frame_url, dict(asked.cookies)) for asked in visit.asked if asked.cookies is not None]
    ends = [*(page.loaded_at for page in visit.pages[1:]), _end(visit)]
    left = zip(ends, visit.pages, strict=False)
    jars = seen or [(at, page.final_url, {each.name: each.value for each in page.cookies}) for at, page in left]
    jar: Jar = {}
    for at, url, now in sorted(jars, key=lambda each: each[0]):
        for text in _changes(jar, now):
            yield Moment(lane="cookie", at=at, text=text, page=url)
        jar = now


def _changes(before: Jar, now: Jar) -> Iterator[str]:
    for name, value in now.items():
        if before.get(name) != value:
            yield plain(f"{name} {'changed to' if name in before else 'set to'} {value}", LONGEST)
    yield from (plain(f"{name} gone", LONGEST) for name in before if name not in now)


def _end(visit: Visit) -> datetime:
    times = [hit.request.arrived_at for hit in visit.hits if hit.request and hit.request.arrived_at]
    return max([visit.started_at, *(page.loaded_at for page in visit.pages), *times])
