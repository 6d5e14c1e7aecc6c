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

BOX, GAP, TALL, LINE, EDGE, STEP = 190, 92, 62, 58, 12, 24
"""Pixels: width of a box, room between two, height of a box and of the lines below it, margin, rise of an arc."""

Kept = Literal["kept", "lost", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """A box: host, documents that were loaded there, hits that it sent."""

    name: str
    x: int
    y: int
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
    base: int
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
    arrows = _arrows(groups, seen)
    # Arcs need room above the boxes, the more the farther they reach.
    reaches = [boxes.index(end) - boxes.index(start) for start, end in arrows]
    far, back = max(reaches, default=0), -min(reaches, default=0)
    top = EDGE + (STEP * (far - 1) + 18 if far > 1 else 0)
    base = top + TALL + LINE + (STEP * (back - 1) if back > 1 else 0)
    return Flow(
        width=max(len(boxes), 1) * (BOX + GAP) - GAP + 4,
        height=base + 46,
        domains=tuple(_domains(boxes, groups, seen, top)),
        crossings=tuple(_crossing(boxes, arrow, kept, top) for arrow, kept in arrows.items()),
        portals="HubSpot, " + (" and ".join(f"portal {portal}" for portal in portals) or "no portal"),
        base=base,
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


def _domains(boxes: list[str], groups: dict[str, str], seen: _Seen, top: int) -> Iterator[Domain]:
    for number, box in enumerate(boxes):
        members = [name for name, group in groups.items() if group == box]
        yield Domain(
            name=box,
            x=number * (BOX + GAP) + 2,
            y=top,
            pages=sum(seen.pages[name] for name in members),
            hits=sum(seen.hits[name] for name in members),
            visitors=len({visitor for name in members for visitor in seen.visitors[name]}),
        )


def _arrows(groups: dict[str, str], seen: _Seen) -> dict[tuple[str, str], list[Kept]]:
    arrows: defaultdict[tuple[str, str], list[Kept]] = defaultdict(list)
    for (start, end), kept in seen.crossings.items():
        if groups[start] != groups[end]:
            arrows[groups[start], groups[end]] += kept
    return arrows


def _crossing(boxes: list[str], arrow: tuple[str, str], kept: list[Kept], top: int) -> Crossing:
    at, to = (boxes.index(name) for name in arrow)
    path, x, y = _straight(at, to, top) if abs(at - to) == 1 else _arc(at, to, top)
    return Crossing(
        start=plain(arrow[0], 60),
        end=plain(arrow[1], 60),
        times=len(kept),
        kept="lost" if "lost" in kept else "unknown" if "unknown" in kept else "kept",
        path=path,
        x=x,
        y=y,
    )


def _straight(at: int, to: int, top: int) -> tuple[str, float, float]:
    """From one box to the next, or back, a little lower."""
    left = min(at, to) * (BOX + GAP) + BOX + 4
    right = left + GAP - 4
    y = top + (24 if at < to else 50)
    start, end = (left, right - 4) if at < to else (right, left + 4)
    return f"M{start} {y} H{end}", (left + right) / 2, y - 6


def _arc(at: int, to: int, top: int) -> tuple[str, float, float]:
    """Over the boxes that stand between, or back below them; the farther, the farther out."""
    far = abs(at - to)
    edge, sign = (top, -1) if at < to else (top + TALL, 1)
    reach = STEP * (far - 1) + 4
    x1, x2 = (number * (BOX + GAP) + BOX / 2 + 2 for number in (at, to))
    side = (20 + 8 * far) * (1 if at < to else -1)
    bend = edge + sign * reach * 4 / 3
    path = f"M{x1 + side:g} {edge} C{x1 + side:g} {bend:g} {x2 - side:g} {bend:g} {x2 - side:g} {edge + sign * 4}"
    return path, (x1 + x2) / 2, edge + sign * reach - 6
