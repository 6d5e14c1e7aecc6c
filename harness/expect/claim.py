"""What every claim is: something that is said of a query, and how it stands."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from harness.capture.timeline import Timeline
from harness.expect.condition import AnyItem, Miss
from harness.expect.query import CallQuery, CookieQuery, HitQuery, LinkQuery

__all__ = ["AnyQuery", "Claim", "Reading", "SentQuery", "StateClaim"]

SentQuery = HitQuery | CallQuery
"""What asks for something that happens at a moment."""

AnyQuery = SentQuery | CookieQuery | LinkQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a claim stands, what that rests on, and whether nothing new could mend it."""

    holds: bool
    found: tuple[AnyItem, ...] = ()
    beyond_repair: bool = False


class Claim(ABC):
    """Something that is said of a query."""

    __slots__ = ()

    @property
    def needs_settle(self) -> bool:
        """Whether only a settled timeline can show it: counts and order."""
        return True

    @abstractmethod
    def read(self, query: AnyQuery, timeline: Timeline) -> Reading:
        """How the claim stands."""

    def read_not(self, query: AnyQuery, timeline: Timeline) -> Reading:
        """How its `not_to_` twin stands; once that does not hold, nothing mends it."""
        reading = self.read(query, timeline)
        return Reading(holds=not reading.holds, found=reading.found, beyond_repair=reading.holds)


class StateClaim(Claim):
    """Something that is said of the browser as it is when judged; what is wrong may still change.

    It knows what it asks for, and words itself.
    """

    __slots__ = ()

    @property
    def needs_settle(self) -> bool:
        """Only absence does."""
        return False

    def read(self, query: AnyQuery, timeline: Timeline) -> Reading:  # noqa: ARG002 - it has its own
        """How the claim stands."""
        return self.look(timeline)

    def read_not(self, query: AnyQuery, timeline: Timeline) -> Reading:  # noqa: ARG002 - it has its own
        """How its `not_to_` twin stands."""
        reading = self.look(timeline)
        return Reading(holds=not reading.holds, found=reading.found)

    @abstractmethod
    def look(self, timeline: Timeline) -> Reading:
        """How the claim stands."""

    @property
    @abstractmethod
    def predicate(self) -> str:
        """What follows `expected … to` or `expected … not to`."""

    @abstractmethod
    def lack(self, timeline: Timeline) -> str:
        """What follows `but` when it is not so."""

    @abstractmethod
    def breach(self, timeline: Timeline) -> str:
        """What follows `but` when it is so and should not be."""

    def nearest_miss(self, timeline: Timeline) -> Miss | None:  # noqa: ARG002 - for claims that have one
        """What came nearest to being so."""
        return None
