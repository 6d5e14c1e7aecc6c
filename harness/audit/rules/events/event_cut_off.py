"""Rule event-cut-off."""

from __future__ import annotations

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.pushed import event_call, hits_with_documents
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.hits import CustomEvent

__all__ = ["event_cut_off"]


@rule(family="events", severity="error", needs={"hits"})
def event_cut_off(visit: Visit) -> Findings:
    """An event is lost because the page is left in the moment in which it is pushed.

    Why: The tracking code sends a hit as an image; the browser cancels an image that has not been sent when the page
        goes away.
    Fix: Push the event on the page that follows, or leave the page only once the event has been sent.
    Bad: _hsq.push([…]); location.href = "/thanks";
    Good: location.href = "/thanks"; and _hsq.push([…]); on /thanks
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    events = list(hits_with_documents(visit, CustomEvent))
    if not events:
        raise DoesNotApply("no event was sent")
    for document, event in events:
        if event.cut_off:
            yield finding(
                f"{event.phrase} was asked for and never sent, because the page was left; HubSpot will record no event",
                at=event,
                cause=event_call(document, event),
            )
