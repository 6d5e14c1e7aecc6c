"""Demands on what is asked for, and what is told when one is not met."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from harness.capture.timeline import Cookie, Link, QueueCall, Timeline
from harness.expect.match import ANYTHING, Wanted, matches
from harness.expect.phrases import shown
from harness.wire.hits import Hit
from harness.wire.words import plain

__all__ = ["AnyItem", "Condition", "Difference", "Miss"]

AnyItem = Hit | QueueCall | Cookie | Link
"""Whatever can be asked for."""

Judged = TypeVar("Judged", bound=AnyItem, contravariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that was not as wanted."""

    name: str
    wanted: Wanted
    was: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Generic[Judged]):
    """One demand on what is asked for: what is read, what is wanted, and when the two agree.

    A `preposition` puts the value into the query's phrase without the name, `of /pricing`; it may be empty.
    """

    name: str
    wanted: Wanted
    read: Callable[[Judged], object] = field(repr=False, compare=False)
    agree: Callable[[Wanted, object], bool] = field(default=matches, repr=False, compare=False)
    preposition: str | None = None

    @property
    def phrase(self) -> str:
        """The demand in words."""
        if self.wanted is ANYTHING:
            return f"any {self.name}"
        if self.preposition is None:
            return f"{self.name} {shown(self.wanted)}"
        return (
            f"{self.preposition} {plain(self.wanted) if isinstance(self.wanted, str) else shown(self.wanted)}".lstrip()
        )

    def within(self, timeline: Timeline) -> Condition[Judged]:  # noqa: ARG002 - for demands that depend on it
        """The demand as it stands in a timeline; most do not depend on it."""
        return self

    def holds(self, item: Judged) -> bool:
        """Whether `item` meets the demand."""
        return self.agree(self.wanted, self.read(item))

    def difference(self, item: Judged) -> Difference | None:
        """What is not as wanted, or None."""
        was = self.read(item)
        return None if self.agree(self.wanted, was) else Difference(name=self.name, wanted=self.wanted, was=was)


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """Something that was not what a query asked for, and only what differed."""

    item: AnyItem
    differences: tuple[Difference, ...]

    @property
    def distance(self) -> tuple[int, float]:
        """How far off it was: the number of differences, then how little their texts resemble each other."""
        return len(self.differences), sum(map(_unlikeness, self.differences))


def _unlikeness(difference: Difference) -> float:
    """0 for the same text, 1 for a text with nothing in common; anything that is no text counts 1."""
    wanted, was = difference.wanted, difference.was
    if not (isinstance(wanted, str) and isinstance(was, str)):
        return 1.0
    return 1.0 - SequenceMatcher(None, wanted[:200], was[:200]).ratio()
