"""Rule call-on-wrong-queue."""

from __future__ import annotations

from harness.audit.documents import documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.queue_words import FUNCTIONS
from harness.audit.rule import rule
from harness.audit.visit import Visit

__all__ = ["call_on_wrong_queue"]


@rule(family="install", severity="error", needs={"calls"})
def call_on_wrong_queue(visit: Visit) -> Findings:
    """A call of the tracking code is pushed on the consent banner's queue, which does not know it.

    Why: _hsq belongs to the tracking code and _hsp to the banner; each skips what it does not know, without an error.
    Fix: Push the call on _hsq.
    Bad: _hsp.push(["setContentType", "blog-post"]);
    Good: _hsq.push(["setContentType", "blog-post"]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    calls = [call for page in documents(visit) for call in page.calls if not call.by_tracking_code]
    if not calls:
        raise DoesNotApply("the site pushed no call")
    strayed = {
        (call.function, str(call.source)): call
        for call in reversed(calls)
        if call.queue == "_hsp" and call.function in FUNCTIONS["_hsq"] - FUNCTIONS["_hsp"]
    }
    for call in reversed(strayed.values()):
        yield finding(
            f"{call.function} was pushed on _hsp, but belongs on _hsq; HubSpot will record nothing of it", at=call
        )
