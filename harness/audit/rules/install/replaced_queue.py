"""Rule replaced-queue."""

from __future__ import annotations

from collections.abc import Sequence

from harness.audit.documents import documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.audit.words import count
from harness.capture.timeline import QueueCall

__all__ = ["replaced_queue"]

NEW = "(new queue)"


@rule(family="install", severity="error", needs={"calls"})
def replaced_queue(visit: Visit) -> Findings:
    """The site puts a new array in the place of the queue, so what is pushed on it, or was before, is lost.

    Why: The tracking code takes the array that _hsq is when it starts, and hears that one alone; an array that is put
        there later has no listener, and one that is put there earlier throws away what others have queued.
    Fix: Create the queue only where there is none.
    Bad: window._hsq = [];
    Good: window._hsq = window._hsq || [];
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    loads = [page for page in documents(visit) if any(call.queue == "_hsq" for call in page.calls)]
    if not loads:
        raise DoesNotApply("nothing was pushed on the queue")
    for page in loads:
        calls = [call for call in page.calls if call.queue == "_hsq" and not call.by_tracking_code]
        for position, call in enumerate(calls):
            if call.function == NEW and (loss := _loss(calls, position)):
                yield finding(f"_hsq was replaced by a new array {loss}", at=call)


def _loss(calls: Sequence[QueueCall], position: int) -> str:
    """What a replacement costs; empty when the new array holds what the old one did, or the old one was empty."""
    earlier = [call for call in calls[:position] if call.function != NEW]
    later = [call for call in calls[position + 1 :] if call.function != NEW]
    if not calls[position].before_takeover:
        lost = f", {count(len(later), 'call')} of this visit among them" if later else ""
        return f"while the tracking code ran; HubSpot will record nothing of what is pushed from then on{lost}"
    kept = [(call.function, call.arguments) for call in later]
    lost_calls = [call for call in earlier if (call.function, call.arguments) not in kept]
    names = ", ".join(dict.fromkeys(call.function for call in lost_calls))
    return f"before the tracking code ran; HubSpot will record nothing of {names}" if lost_calls else ""
