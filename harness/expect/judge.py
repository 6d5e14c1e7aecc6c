"""A query and a timeline in, a verdict out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, cast

from harness.capture.timeline import Entry, Timeline
from harness.expect.claim import AnyQuery, Reading
from harness.expect.claims import AnyClaim
from harness.expect.condition import AnyItem

__all__ = ["Judgement", "Outcome", "Verdict"]

Outcome = Literal["met", "unmet", "open"]
"""`open` means not yet: what is still to come may meet the expectation. When time is over it counts as unmet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """An expectation: what is claimed of a query, or, when `negated`, what must not be so."""

    query: AnyQuery
    claim: AnyClaim
    negated: bool = False

    @property
    def needs_settle(self) -> bool:
        """Whether only a settled timeline can meet it: absence, counts and order."""
        return self.negated or self.claim.needs_settle

    def judge(self, timeline: Timeline, settled: bool) -> Verdict:
        """The verdict on what was captured so far; `settled` says that nothing more is under way.

        An expectation that needs a settled timeline stays open without one. After that, `open` is left for what
        something new could still meet (a missing hit), `unmet` for what nothing can mend (a hit too many).
        """
        read = self.claim.read_not if self.negated else self.claim.read
        reading = read(self.query, timeline)
        return Verdict(judgement=self, outcome=self._outcome(reading, settled), found=reading.found, timeline=timeline)

    def _outcome(self, reading: Reading, settled: bool) -> Outcome:
        if self.needs_settle and not settled:
            return "open"
        if reading.holds:
            return "met"
        return "unmet" if reading.beyond_repair else "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a judgement says: the outcome, what it rests on, and the timeline that was judged.

    `doubts` are what could not be ruled out while waiting, one clause each.
    """

    judgement: Judgement
    outcome: Outcome
    found: tuple[AnyItem, ...] = ()
    doubts: tuple[str, ...] = ()
    timeline: Timeline = field(default=Timeline(), repr=False)

    @property
    def met(self) -> bool:
        """Whether the expectation is met."""
        return self.outcome == "met"

    def moved(self, moved: Mapping[int, Entry]) -> Verdict:
        """The verdict with what its entries became, by their identity; see `Timeline.moved`."""
        found = tuple(cast("AnyItem", moved.get(id(item), item)) for item in self.found)
        return replace(self, found=found, timeline=self.timeline.moved(moved))
