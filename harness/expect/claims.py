"""What can be claimed of the hits and calls that a query finds: one small class per `to_…`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from harness.capture.timeline import Entry, Timeline
from harness.expect.claim import AnyQuery, Claim, Reading, SentQuery, StateClaim
from harness.expect.condition import AnyItem, Condition
from harness.expect.fields import counted_path
from harness.expect.match import Wanted, path_matches
from harness.expect.moments import seconds_of, signs_of
from harness.expect.query import HitQuery
from harness.wire.hits import Hit

__all__ = [
    "AnyClaim",
    "ArriveWith",
    "BeSent",
    "Carry",
    "Come",
    "ComeFrom",
    "HaveWalked",
    "walked_paths",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class BeSent(Claim):
    """At least one was sent, or exactly `times`."""

    times: int | None = None

    @property
    def needs_settle(self) -> bool:
        """Only a count does."""
        return self.times is not None

    def read(self, query: AnyQuery, timeline: Timeline) -> Reading:
        """Too many is beyond repair, too few is not."""
        found = query.of(timeline)
        if self.times is None:
            return Reading(holds=bool(found), found=found)
        return Reading(holds=len(found) == self.times, found=found, beyond_repair=len(found) > self.times)


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing(Claim):
    """At least one of the subject's hits is one of the `narrowed` ones as well."""

    subject: HitQuery
    narrowed: HitQuery

    @property
    def needs_settle(self) -> bool:
        """One is enough, whatever follows."""
        return False

    def read(self, query: AnyQuery, timeline: Timeline) -> Reading:
        """Rests on the narrowed ones, or else on all of those asked for."""
        both = self.narrowed.of(timeline)
        return Reading(holds=bool(both), found=both or query.of(timeline))


@dataclass(frozen=True, slots=True, kw_only=True)
class Carry(Narrowing):
    """At least one carries these values."""

    conditions: tuple[Condition[Hit], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArriveWith(Narrowing):
    """At least one is what the other query asks for, too."""

    other: HitQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class Come(Claim):
    """The first one comes before, or after, the first one of the other query."""

    order: Literal["before", "after"]
    other: SentQuery

    def read(self, query: AnyQuery, timeline: Timeline) -> Reading:
        """Both have to be there."""
        one, other = query.of(timeline)[:1], self.other.of(timeline)[:1]
        if not (one and other):
            return Reading(holds=False, found=(*one, *other))
        holds = self._in_order(one[0], other[0], timeline)
        return Reading(holds=holds, found=(*one, *other), beyond_repair=not holds)

    def read_not(self, query: AnyQuery, timeline: Timeline) -> Reading:
        """What comes while the other never does has come before it: `expect(hit).not_to_come_before(consent)`."""
        one, other = query.of(timeline)[:1], self.other.of(timeline)[:1]
        alone = bool(one) and not other
        breach = self.read(query, timeline).holds or (alone and self.order == "before")
        return Reading(holds=not breach, found=(*one, *other), beyond_repair=breach)

    def _in_order(self, one: AnyItem, other: AnyItem, timeline: Timeline) -> bool:
        first, second = signs_of(one, other, timeline)
        earlier, later = (first, second) if self.order == "before" else (second, first)
        return _place(earlier, timeline) < _place(later, timeline)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComeFrom(Claim):
    """There are some, and all of them come from one visitor."""

    narrowed: HitQuery
    usertoken: str

    def read(self, query: AnyQuery, timeline: Timeline) -> Reading:
        """One of another visitor is beyond repair."""
        found, same = query.of(timeline), self.narrowed.of(timeline)
        strangers = tuple(hit for hit in found if hit not in same)
        return Reading(holds=bool(found) and not strangers, found=strangers or found, beyond_repair=bool(strangers))

    def read_not(self, query: AnyQuery, timeline: Timeline) -> Reading:
        """None of them comes from the visitor."""
        same = self.narrowed.of(timeline)
        return Reading(holds=not same, found=same or query.of(timeline), beyond_repair=bool(same))


@dataclass(frozen=True, slots=True, kw_only=True)
class HaveWalked(Claim):
    """The page views went over exactly these paths, in this order."""

    paths: tuple[Wanted, ...]

    def read(self, query: AnyQuery, timeline: Timeline) -> Reading:
        """A walk that stopped too early may still go on; any other is beyond repair."""
        walked = query.of(timeline)
        steps = zip(self.paths, walked_paths(query, timeline), strict=False)
        so_far = all(path_matches(wanted, path) for wanted, path in steps)
        return Reading(
            holds=so_far and len(walked) == len(self.paths),
            found=walked,
            beyond_repair=not so_far or len(walked) > len(self.paths),
        )


def walked_paths(query: AnyQuery, timeline: Timeline) -> tuple[str | None, ...]:
    """The paths under which the views that a query finds are counted."""
    return tuple(counted_path(view) for view in query.of(timeline) if isinstance(view, Hit))


def _place(sign: Entry, timeline: Timeline) -> tuple[int, int]:
    # The wire tells milliseconds: a call and the hit that it causes may share one, and then became known in order.
    entries = (*timeline.earlier, *timeline)
    known = next(place for place, entry in enumerate(entries) if entry is sign)
    rounding = 0.001
    return int(seconds_of(sign) * 1000 + rounding), known


AnyClaim = BeSent | Carry | ArriveWith | Come | ComeFrom | HaveWalked | StateClaim
"""All claims there are; whoever words them must know each."""
