"""What can be said of a visit by a tracking plan: that it matches."""

from __future__ import annotations

import re
from dataclasses import dataclass

from harness.capture.timeline import Timeline
from harness.expect.claim import Reading, StateClaim
from harness.expect.origins import origin_of
from harness.expect.phrases import count
from harness.expect.query import HitQuery
from harness.expect.trace import seconds_in
from harness.plan.fault import STILL_TO_COME, Fault
from harness.plan.judge import plan_faults
from harness.plan.plan import Plan
from harness.wire.hits import Hit
from harness.wire.words import plain

__all__ = ["MatchPlan"]

MOST, LONGEST = 20, 200
"""Faults that are told one by one, and characters of a plan's path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchPlan(StateClaim):
    """Nothing that was sent is a fault by the plan; `complete` asks for all that is planned, too."""

    plan: Plan
    complete: bool
    hits: HitQuery

    @property
    def needs_settle(self) -> bool:
        """What is still under way may be a fault, or mend one."""
        return True

    def faults(self, timeline: Timeline) -> tuple[Fault, ...]:
        """What does not fit; of a part of a visit its hits alone."""
        faults = plan_faults(self.plan, timeline, complete=self.complete)
        if not self.hits.conditions:
            return faults
        here = {id(hit) for hit in self.hits.of(timeline)}
        return tuple(fault for fault in faults if id(fault.at) in here)

    def look(self, timeline: Timeline) -> Reading:
        """Rests on the hits that are faults."""
        faults = self.faults(timeline)
        hits = {id(fault.at): fault.at for fault in faults if isinstance(fault.at, Hit)}
        lasting = any(fault.kind not in STILL_TO_COME for fault in faults)
        return Reading(holds=not faults, found=tuple(hits.values()), beyond_repair=lasting)

    @property
    def predicate(self) -> str:
        """As the test says it."""
        return f"match {plain(self.plan.phrase, LONGEST)}{' completely' if self.complete else ''}"

    def lack(self, timeline: Timeline) -> str:
        """Each fault with its time, the site's line behind it, and the plan's."""
        faults = self.faults(timeline)
        lines = [self._line(fault, timeline) for fault in faults[:MOST]]
        more = [f"  … and {len(faults) - MOST} more"] if len(faults) > MOST else []
        return "\n".join([f"it has {count(len(faults), 'fault')}:", *lines, *more])

    def breach(self, timeline: Timeline) -> str:  # noqa: ARG002 - there is no fault to tell of
        """It does."""
        return "it does"

    def _line(self, fault: Fault, timeline: Timeline) -> str:
        at = f"{seconds_in(timeline)(fault.at):.3f}" if fault.at else ""
        origin = origin_of(fault.at, timeline.causes) if fault.at else ""
        file = re.split(r"[/\\]", self.plan.name)[-1] or "plan"
        planned = f"{file}:{fault.line}" if fault.line else ""
        places = "; ".join(filter(None, [origin, plain(planned)]))
        return f"  {at:>8}  {fault.kind}: {fault.text}" + (f"  ({places})" if places else "")
