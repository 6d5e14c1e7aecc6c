"""The time axis of one visit: everything that happened, by lane, at its place between the beginning and the end."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from harness.report.coverage import place_of
from harness.report.model import ReportedFinding, ReportedVisit
from harness.wire.words import plain

__all__ = ["SCALE", "Axis", "Entry", "Lane", "Mark", "Tick", "axis_of", "entries_of"]

LEFT, WIDTH, HEIGHT, TOP = 92, 868, 26, 22
BINS = 217
"""Marks of a lane at most; what happens closer together is one mark, so that any visit can be drawn."""

LANES = ("navigation", "call", "tracker", "hit", "cookie", "choice", "fault", "finding")
"""The order of the lanes from above; others stand between the last two."""

STEPS = (1, 2, 5)

SCALE = json.dumps({"left": LEFT, "width": WIDTH, "high": HEIGHT, "top": TOP, "bins": BINS, "order": LANES})
"""The measures of the drawing for the script that draws more of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that happened, milliseconds after the visit's beginning."""

    at_ms: int
    lane: str
    text: str
    place: str = ""
    cause: str = ""

    @property
    def clock(self) -> str:
        """Seconds since the beginning: `1.204`."""
        return f"{self.at_ms / 1000:.3f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One mark on a lane, from left to right in pixels, and what a pointer is told over it."""

    x: float
    width: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One row of the axis."""

    name: str
    y: int
    marks: tuple[Mark, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A line across the lanes, with the seconds that it stands for."""

    x: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The whole drawing in pixels."""

    width: int
    height: int
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    label: str


def entries_of(visit: ReportedVisit, findings: Sequence[ReportedFinding] = ()) -> tuple[Entry, ...]:
    """The hits, moments and findings of a visit in order of time."""

    def entry(lane: str, at: datetime | None, text: str, page: str, cause: str) -> Entry:
        after = (at - visit.started_at).total_seconds() if at else 0.0
        return Entry(at_ms=max(round(after * 1000), 0), lane=lane, text=text, place=place_of(page), cause=cause)

    told = [entry("hit", hit.at, hit.phrase + _said(hit.identity), hit.page, hit.cause) for hit in visit.hits]
    told += [entry(each.lane, each.at, each.text, each.page, each.cause) for each in visit.moments]
    told += [
        entry("finding", each.at, f"{each.identity.rule}: {each.message}", each.page, str(each.cause or ""))
        for each in findings
    ]
    return tuple(sorted(told, key=lambda each: each.at_ms))


def axis_of(entries: Sequence[Entry]) -> Axis:
    """The drawing of some entries."""
    span = max((entry.at_ms for entry in entries), default=0) or 1
    lanes: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        lanes[entry.lane].append(entry)
    rows = tuple(
        Lane(name=name, y=TOP + number * HEIGHT, marks=tuple(_marks(lanes[name], span)), count=len(lanes[name]))
        for number, name in enumerate(sorted(lanes, key=_rank))
    )
    told = ", ".join(f"{lane.count:,} of {lane.name}" for lane in rows)
    return Axis(
        width=LEFT + WIDTH + 12,
        height=TOP + len(rows) * HEIGHT + 6,
        lanes=rows,
        ticks=tuple(_ticks(span)),
        label=f"{span / 1000:.1f} seconds: {told}",
    )


def _rank(lane: str) -> int:
    return LANES.index(lane) if lane in LANES else len(LANES) - 2


def _said(identity: Sequence[tuple[str, str]]) -> str:
    return plain(", " + ", ".join(f"{key} {value}" for key, value in identity), 200) if identity else ""


def _marks(entries: Sequence[Entry], span: int) -> Iterator[Mark]:
    bins: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        bins[entry.at_ms * (BINS - 1) // span].append(entry)
    for number, together in sorted(bins.items()):
        more = f" and {len(together) - 1:,} more" if len(together) > 1 else ""
        text = f"{together[0].clock} s: {plain(together[0].text, 160)}{more}"
        yield Mark(x=LEFT + number * WIDTH / BINS, width=4 + min(len(together) - 1, 4), text=text)


def _ticks(span: int) -> Iterator[Tick]:
    """Some six round numbers of seconds."""
    step = next(size for power in range(12) for size in (each * 10**power for each in STEPS) if span / size <= 7)
    for at in range(0, span + 1, step):
        yield Tick(x=LEFT + at * WIDTH * (BINS - 1) / BINS / span, label=f"{at / 1000:g} s")
