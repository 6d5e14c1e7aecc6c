"""The flow picture: the domains of the visits, how a visitor crosses them, and how much each tells HubSpot."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from harness.audit.words import count
from harness.report.model import HitSeen, ReportedVisit
from harness.wire.address import host_of
from harness.wire.words import plain

__all__ = ["Crossing", "Domain", "Flow", "flow_of"]

MOST = 7
"""Domains that are drawn; the rest are one box."""

BOX, GAP, TOP, TALL, LINE = 190, 84, 96, 62, 84

Kept = Literal["kept", "lost", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """A box: host, documents that were loaded there, hits that it sent."""

    name: str
    x: int
    y: int = TOP
    pages: int
    hits: int
    visitors: int

    @property
    def told(self) -> str:
        """`3 pages, 1 visitor`."""
        return f"{count(self.pages, 'page')}, {count(self.visitors, 'visitor')}"

    @property
    def weight(self) -> float:
        """The width of the line to HubSpot in pixels."""
        return min(1.5 + len(str(self.hits)) * 1.5, 9.0) if self.hits else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """An arrow: from which domain to which, how often, and whether the visitor stayed the same one."""

    start: str
    end: str
    times: int
    kept: Kept
    path: str
    x: float
    y: float

    @property
    def told(self) -> str:
        """`2 crossings, the visitor stays the same`."""
        words = {
            "kept": "the visitor stays the same",
            "lost": "the visitor becomes another",
            "unknown": "nothing tells whether the visitor stays the same",
        }
        return f"{count(self.times, 'crossing')}, {words[self.kept]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """The whole picture in pixels; `portals` is what the box of HubSpot is called."""

    width: int
    height: int
    domains: tuple[Domain, ...]
    crossings: tuple[Crossing, ...]
    portals: str
    base: int = TOP + TALL + LINE
    box: int = BOX
    tall: int = TALL


@dataclass(slots=True)
class _Seen:
    pages: Counter[str] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)
    visitors: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    crossings: defaultdict[tuple[str, str], list[Kept]] = field(default_factory=lambda: defaultdict(list))


def flow_of(visits: Iterable[ReportedVisit], portals: Iterable[int]) -> Flow:
    """The picture of some visits."""
    seen = _Seen()
    for visit in visits:
        _look(visit, seen)
    names = list(dict.fromkeys((*seen.pages, *seen.hits)))
    shown = names if len(names) <= MOST + 1 else names[:MOST]
    rest = f"{len(names) - len(shown)} others"
    boxes = [*shown, *([rest] if len(names) > len(shown) else [])]
    groups = {name: name if name in shown else rest for name in names}
    return Flow(
        width=max(len(boxes), 1) * (BOX + GAP) - GAP + 4,
        height=TOP + TALL + LINE + 46,
        domains=tuple(_domains(boxes, groups, seen)),
        crossings=tuple(_crossings(boxes, groups, seen)),
        portals="HubSpot, " + (" and ".join(f"portal {portal}" for portal in portals) or "no portal"),
    )


def _look(visit: ReportedVisit, seen: _Seen) -> None:
    for page in visit.pages:
        seen.pages[host_of(page.final_url)] += 1
    hits = [hit for hit in sorted(visit.hits, key=_order) if host_of(hit.page)]
    for hit in hits:
        seen.hits[host_of(hit.page)] += 1
        seen.visitors[host_of(hit.page)].update({hit.visitor} - {""})
    for before, after in pairwise(hits):
        if host_of(before.page) != host_of(after.page):
            seen.crossings[host_of(before.page), host_of(after.page)].append(_kept(before, after))


def _order(hit: HitSeen) -> float:
    at = hit.at or hit.sent_at
    return at.timestamp() if at else 0.0


def _kept(before: HitSeen, after: HitSeen) -> Kept:
    if not (before.visitor and after.visitor):
        return "unknown"
    return "kept" if before.visitor == after.visitor else "lost"


def _domains(boxes: list[str], groups: dict[str, str], seen: _Seen) -> Iterator[Domain]:
    for number, box in enumerate(boxes):
        members = [name for name, group in groups.items() if group == box]
        yield Domain(
            name=plain(box, 26),
            x=number * (BOX + GAP) + 2,
            pages=sum(seen.pages[name] for name in members),
            hits=sum(seen.hits[name] for name in members),
            visitors=len({visitor for name in members for visitor in seen.visitors[name]}),
        )


def _crossings(boxes: list[str], groups: dict[str, str], seen: _Seen) -> Iterator[Crossing]:
    arrows: defaultdict[tuple[str, str], list[Kept]] = defaultdict(list)
    for (start, end), kept in seen.crossings.items():
        if groups[start] != groups[end]:
            arrows[groups[start], groups[end]] += kept
    for (start, end), kept in arrows.items():
        at, to = boxes.index(start), boxes.index(end)
        # Forward arrows leave to the right of the middle, so that those that come back have room of their own.
        side = 34 if at < to else -34
        x1, x2 = (number * (BOX + GAP) + BOX / 2 + 2 for number in (at, to))
        high = TOP - 22 - 13 * min(abs(at - to), 4) - (0 if at < to else 12)
        yield Crossing(
            start=plain(start, 60),
            end=plain(end, 60),
            times=len(kept),
            kept="lost" if "lost" in kept else "unknown" if "unknown" in kept else "kept",
            path=f"M{x1 + side:g} {TOP} C{x1 + side:g} {high:g} {x2 - side:g} {high:g} {x2 - side:g} {TOP - 3}",
            x=(x1 + x2) / 2,
            y=TOP - (TOP - high) * 0.75 - 5,
        )
