"""What is not as the tracking plan says: which of the two to mend, and how."""

from __future__ import annotations

from harness.expect.case import Case
from harness.expect.hints.registry import hint
from harness.expect.states.plans import MatchPlan
from harness.plan.fault import FaultKind

CURES: dict[FaultKind, str] = {
    "unexpected event": "name the event as the plan does, or add it to the plan under events",
    "unexpected property": "leave the property out, or add it to the event's properties in the plan",
    "missing required": "give the property with every call, or take it out of the event's required list",
    "type mismatch": "give a value of that type, or correct the plan; 0, false and null are sent as an empty value",
    "value not allowed": "send one of the planned values, or widen the schema in the plan",
    "unexpected portal": "load the tracking code of the planned portal, or correct portal_id in the plan",
    "unexpected hit": "keep the tracking code off that page, or take the page out of the plan's silent list",
    "identity rule broken": "push identify before the tracking code loads, or before the view that should carry it",
    "route not viewed": "push setPath and trackPageView where the address changes; the tracker does not notice it",
    "event not sent": "let the test do what sends the event, or leave out complete=True",
}
"""What to do about the first fault."""


@hint(see="docs/tracking-plan.md#faults")
def not_as_planned(case: Case) -> str | None:
    """The first fault is told how to be mended."""
    claim = case.judgement.claim
    if not isinstance(claim, MatchPlan) or case.judgement.negated:
        return None
    return next((CURES[fault.kind] for fault in claim.faults(case.timeline)), None)
