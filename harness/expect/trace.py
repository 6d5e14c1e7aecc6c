"""A timeline in text: one line per entry, with relative times and source lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from harness.api.hits import RecordWrite
from harness.capture.causes import Causes
from harness.capture.timeline import (
    AskedHit,
    Cookie,
    Entry,
    Link,
    Navigation,
    PageFault,
    QueueCall,
    Refusal,
    SilentCall,
    Timeline,
    WorkerStart,
)
from harness.expect.moments import moments_of
from harness.expect.origins import origin_of
from harness.expect.phrases import call_phrase, cookie_text, link_text, shown
from harness.wire.hits import CustomEvent, Hit, LegacyEvent, Malformed, PageView, Pairs
from harness.wire.words import plain

__all__ = ["FOUND", "NEAREST", "seconds_in", "told", "trace"]

LONGEST = 40
"""Entries that are shown of a long timeline."""

FULLEST = 12
"""Properties and identity pairs that are shown of a hit."""

FOUND, NEAREST = ">", "~"
LEGEND = {FOUND: f"{FOUND} what was found", NEAREST: f"{NEAREST} the nearest miss"}

TELLING_FAULTS = frozenset({"csp", "exception", "crash", "recording", "request", "API call"})
"""What a page reports that can explain a missing hit; console messages rarely do."""


def trace(timeline: Timeline, marks: Sequence[tuple[str, Entry]] = (), longest: int = LONGEST) -> str:
    """The timeline's entries by time, each marked one behind its mark, and how many are left out.

    What was looked up for the judgement stands last, for the page's clock may run ahead of the machine's. Of a long
    timeline the marked entries and the last ones are kept.
    """
    moment = moments_of(timeline)
    entries = _entries(timeline)
    if not entries:
        return "timeline: nothing was captured"
    causes = timeline.causes
    kept = _kept(entries, [entry for _, entry in marks], longest)
    lines = [", ".join(["timeline in seconds", *dict.fromkeys(LEGEND[sign] for sign, _ in marks)]) + ":"]
    for is_kept, group in groupby(enumerate(entries), key=lambda numbered: numbered[0] in kept):
        shown_here = [_line(entry, moment(entry) - moment(entries[0]), marks, causes) for _, entry in group]
        lines += shown_here if is_kept else [f"    … {len(shown_here)} left out"]
    return "\n".join(lines)


def seconds_in(timeline: Timeline) -> Callable[[Entry], float]:
    """When an entry of this timeline happened, in the seconds that `trace` shows."""
    moment, first = moments_of(timeline), _entries(timeline)[0]
    return lambda entry: moment(entry) - moment(first)


def _entries(timeline: Timeline) -> list[Entry]:
    moment = moments_of(timeline)
    return sorted(filter(_is_telling(timeline), timeline), key=lambda entry: _place(entry, moment))


def _place(entry: Entry, moment: Callable[[Entry], float]) -> tuple[bool, float, bool]:
    return isinstance(entry, Cookie | Link), moment(entry), isinstance(entry, Hit)


def _is_telling(timeline: Timeline) -> Callable[[Entry], bool]:
    # A call may be handed on to a worker, and what that sends is not seen in the document.
    handed_on = any(isinstance(entry, WorkerStart) for entry in (*timeline.earlier, *timeline))
    arrived = {entry.request.url for entry in timeline if isinstance(entry, Hit | Malformed) and entry.request}

    def is_telling(entry: Entry) -> bool:
        match entry:
            case AskedHit():
                return entry.url not in arrived
            case QueueCall():
                return not entry.by_tracking_code
            case SilentCall():
                return not handed_on
            case PageFault():
                return entry.kind in TELLING_FAULTS
            case _:
                return True

    return is_telling


def _kept(entries: Sequence[Entry], marked: Sequence[Entry], longest: int) -> set[int]:
    important = [place for place, entry in enumerate(entries) if any(entry is mark for mark in marked)][:longest]
    others = [place for place in range(len(entries)) if place not in important]
    return {*important, *others[len(others) - min(len(others), longest - len(important)) :]}


def _line(entry: Entry, at_s: float, marks: Sequence[tuple[str, Entry]], causes: Causes) -> str:
    mark = next((sign for sign, marked in marks if marked is entry), " ")
    word, text = told(entry)
    origin = origin_of(entry, causes)
    place = f"  ({origin})" if origin else ""
    at = "now" if isinstance(entry, Cookie | Link) else f"{at_s:.3f}"
    return f"{mark} {at:>8}  {word:<9} {text}{place}"


def told(entry: Entry) -> tuple[str, str]:
    """What an entry is in a word, and what it says: `hit`, `page view of /pricing, title 'Pricing'`."""
    match entry:
        case Hit():
            return "hit", ", ".join([entry.phrase, *_details(entry)])
        case Malformed():
            return "malformed", f"{plain(entry.request.url)}: {plain('; '.join(entry.reasons))}"
        case QueueCall():
            return "call", call_phrase(entry)
        case AskedHit():
            return "asked", f"{plain(entry.url)}, which has not arrived"
        case SilentCall():
            return "silent", "no hit was sent during the call before it"
        case Refusal():
            return "refused", f"{plain(entry.host)}:{entry.port}, {plain(entry.reason)}"
        case Navigation() | WorkerStart():
            return _beginning(entry), plain(entry.url)
        case Cookie():
            return "cookie", cookie_text(entry)
        case Link():
            return "link", link_text(entry)
    return entry.kind, plain(entry.text)


def _beginning(entry: Navigation | WorkerStart) -> str:
    if isinstance(entry, WorkerStart):
        return "worker"
    return "load" if entry.kind == "load" else "route"


def _details(hit: Hit) -> list[str]:
    own = hit.properties if isinstance(hit, CustomEvent | LegacyEvent | RecordWrite) else ()
    title: Pairs = (("title", hit.page.title),) if isinstance(hit, PageView) and hit.page.title else ()
    pairs = list(dict.fromkeys((*title, *own, *(hit.identity.pairs if hit.identity else ()))))[:FULLEST]
    remarks = {
        "without consent": not hit.consent.given,
        "merged by the browser": hit.merged,
        "cut off by leaving the page": hit.cut_off,
    }
    return [
        *(f"{plain(name)} {shown(value)}" for name, value in pairs),
        *(remark for remark, holds in remarks.items() if holds),
    ]
