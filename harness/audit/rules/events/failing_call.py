"""Rule failing-call."""

from __future__ import annotations

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.hits import ScriptError
from harness.wire.words import quoted

__all__ = ["failing_call"]


@rule(family="events", severity="error", needs={"hits"})
def failing_call(visit: Visit) -> Findings:
    """The tracking code reports an error of its own: something that it was given, or that it called back, throws.

    Why: A listener or a function in the queue that throws, and a call with arguments that make no sense, end in an
        error report to HubSpot instead of a hit; the page itself sees nothing of it.
    Fix: Open the page with #hsdbg behind its address, find the call, and give it what HubSpot documents.
    Bad: _hsq.push(["addIdentityListener", (hstc) => document.querySelector("#gone").href += hstc]);
    Good: _hsq.push(["addIdentityListener", (hstc, hssc, hsfp) => decorateLinks(hstc, hssc, hsfp)]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    if not visit.hits:
        raise DoesNotApply("no hit was sent")
    reports = {(hit.error, hit.message): hit for hit in reversed(visit.hits) if isinstance(hit, ScriptError)}
    for (error, message), hit in reversed(reports.items()):
        told = ": ".join(part for part in (error, message) if part)
        yield finding(
            f"the tracking code reported {quoted(told, 120)}; HubSpot will record nothing of the call that failed",
            at=hit,
        )
