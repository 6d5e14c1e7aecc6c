"""Rule misspelt-call."""

from __future__ import annotations

from difflib import get_close_matches

from harness.audit.documents import documents
from harness.audit.finding import DoesNotApply, Findings, Undecided, finding
from harness.audit.queue_words import FUNCTIONS, is_understood
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.capture.timeline import QueueCall
from harness.wire.words import quoted

__all__ = ["misspelt_call"]


@rule(family="events", severity="error", needs={"calls"})
def misspelt_call(visit: Visit) -> Findings:
    """A call on the queue names a function that the tracking code does not have, and is ignored.

    Why: The tracking code skips what it does not know, with no error and no word in the console; case and spelling
        have to be exact.
    Fix: Write the function's name as HubSpot documents it.
    Bad: _hsq.push(["trackPageview"]);
    Good: _hsq.push(["trackPageView"]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    calls = [call for page in documents(visit) for call in page.calls if call.queue in FUNCTIONS]
    named = [call for call in calls if not call.by_tracking_code and not call.function.startswith("(")]
    if not named:
        raise DoesNotApply("the site pushed no call")
    unknown = {
        (call.queue, call.function): call for call in reversed(named) if not is_understood(call) and not _strayed(call)
    }
    for call in unknown.values():
        near = _nearest(call)
        if near:
            yield finding(
                f"{quoted(call.function)} was pushed on {call.queue}, which has no such function but {near}; "
                "HubSpot will record nothing of it",
                at=call,
            )
        else:
            yield Undecided(f"{quoted(call.function)} was pushed on {call.queue}; no such function is known")


def _strayed(call: QueueCall) -> bool:
    """Whether it is a call of the tracking code on the banner's queue, which call-on-wrong-queue tells of."""
    return call.queue == "_hsp" and call.function in FUNCTIONS["_hsq"]


def _nearest(call: QueueCall) -> str:
    lowered = {name.lower(): name for name in sorted(FUNCTIONS[call.queue])}
    near = get_close_matches(call.function.strip().lower()[:100], lowered, n=1, cutoff=0.75)
    return lowered[near[0]] if near else ""
