"""Lazy queries: which hits or queue calls an expectation speaks of; nothing is looked up before it is judged."""

from __future__ import annotations

from collections.abc import Coroutine
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Generic, Protocol, Self, TypeVar

from harness.capture.timeline import Cookie, Link, QueueCall, Timeline
from harness.errors import UsageError
from harness.expect.condition import AnyItem, Condition, Difference, Miss
from harness.expect.phrases import joined
from harness.wire.hits import Hit

if TYPE_CHECKING:
    from harness.expect.judge import Judgement, Verdict

__all__ = [
    "CallQuery",
    "CookieQuery",
    "HitQuery",
    "LinkQuery",
    "Links",
    "Query",
    "Source",
    "own_calls",
]

Item = TypeVar("Item", bound=AnyItem)


class Source(Protocol):
    """What a query looks into: a capture, or a window of one."""

    @property
    def timeline(self) -> Timeline:
        """Everything that was captured so far."""

    def wait_for(self, judgement: Judgement, timeout_s: float) -> Verdict | Coroutine[object, None, Verdict]:
        """Judge, and wait as long as the verdict is open, at most `timeout_s`; awaited with an async API."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query(Generic[Item]):
    """Everything of some kinds that meets every condition."""

    noun: str
    kinds: tuple[type[Item], ...]
    conditions: tuple[Condition[Item], ...] = ()
    source: Source | None = field(default=None, repr=False, compare=False)

    @property
    def phrase(self) -> str:
        """The query in words: `page view of /pricing with title "Pricing"`."""
        placed = [condition.phrase for condition in self.conditions if condition.preposition is not None]
        named = [condition.phrase for condition in self.conditions if condition.preposition is None]
        return " ".join([self.noun, *placed, *(["with", joined(named)] if named else [])])

    def of(self, timeline: Timeline) -> tuple[Item, ...]:
        """Those asked for, in the order in which they were sent or made."""
        conditions = self.within(timeline).conditions
        return tuple(item for item in self.candidates(timeline) if all(each.holds(item) for each in conditions))

    def within(self, timeline: Timeline) -> Self:
        """The same query, with its conditions as they stand in a timeline."""
        return replace(self, conditions=tuple(condition.within(timeline) for condition in self.conditions))

    def that(self, *conditions: Condition[Item]) -> Self:
        """The same with more demands."""
        return replace(self, conditions=(*self.conditions, *conditions))

    def with_only(self, name: str) -> Self:
        """The same without any demand but that of this name."""
        return replace(self, conditions=tuple(condition for condition in self.conditions if condition.name == name))

    def candidates(self, timeline: Timeline) -> tuple[Item, ...]:
        """Everything of the right kinds, in order; of the queue calls those that the site makes itself."""
        everything = (*timeline.hits, *own_calls(timeline), *timeline.of(Cookie), *timeline.of(Link))
        return tuple(item for item in everything if isinstance(item, self.kinds))

    def nearest_miss(self, timeline: Timeline, within: Query[Item] | None = None) -> Miss | None:
        """Of what is there and was not asked for, the one with the fewest and smallest differences."""
        here = self.within(timeline)
        items = self.candidates(timeline) if within is None else within.of(timeline)
        misses = (Miss(item=item, differences=here.differences(item)) for item in items)
        return min((miss for miss in misses if miss.differences), key=lambda miss: miss.distance, default=None)

    def differences(self, item: Item) -> tuple[Difference, ...]:
        """What is not as wanted about an item of the right kind, in the order of the conditions."""
        found = (condition.difference(item) for condition in self.conditions)
        return tuple(difference for difference in found if difference)


class HitQuery(Query[Hit]):
    """Hits of some kinds that meet every condition."""

    __slots__ = ()

    def that_are(self, other: HitQuery) -> HitQuery:
        """The hits that both queries ask for; UsageError when no hit can be both."""
        kinds = {
            *(kind for kind in self.kinds if issubclass(kind, other.kinds)),
            *(kind for kind in other.kinds if issubclass(kind, self.kinds)),
        }
        if not kinds:
            raise UsageError(f"no {self.noun} is ever a {other.noun}; ask for {self.phrase!r} alone")
        noun = other.noun if kinds == set(other.kinds) else self.noun
        # Both may come from the same part of a visit, whose demands are shared and need no repeating.
        more = (each for each in other.conditions if all(each is not own for own in self.conditions))
        conditions = (*self.conditions, *more)
        return HitQuery(noun=noun, kinds=tuple(kinds), conditions=conditions, source=self.source)


class CallQuery(Query[QueueCall]):
    """Queue calls that meet every condition."""

    __slots__ = ()


class CookieQuery(Query[Cookie]):
    """HubSpot's cookies that meet every condition, as the browser keeps them when it is judged."""

    __slots__ = ()

    def nearest_namesake(self, timeline: Timeline) -> Miss | None:
        """The nearest miss of the same name: a cookie of another name is another cookie, however alike the names."""
        return self.nearest_miss(timeline, within=self.with_only("name"))


class Links(Protocol):
    """Links of a page: a locator of Playwright's, of either API."""

    def evaluate_all(self, expression: str) -> object:
        """What a script makes of the elements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkQuery(Query[Link]):
    """Links of a page, as they stand there when it is judged, or an address that is at hand."""

    where: Links | str = field(repr=False, compare=False)


def own_calls(timeline: Timeline) -> tuple[QueueCall, ...]:
    """The calls of the site's own code; the tracking code queues some of its own, its settings among them."""
    return tuple(call for call in timeline.calls if not call.by_tracking_code)
