"""Rule event-cut-off."""

from __future__ import annotations

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.pushed import argument_of, fields_of
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.capture.timeline import QueueCall
from harness.wire.hits import CustomEvent

__all__ = ["event_cut_off"]


@rule(family="events", severity="error", needs={"hits"})
def event_cut_off(visit: Visit) -> Findings:
    """An event is lost because its page is left, or its frame taken away, in the moment in which it is pushed.

    Why: The tracking code sends a hit as an image; the browser cancels an image that has not been sent when the page
        or the frame goes away.
    Fix: Push the event on the page that follows, or leave the page only once the event has been sent.
    Bad: _hsq.push([…]); location.href = "/thanks";
    Good: location.href = "/thanks"; and _hsq.push([…]); on /thanks
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    events = [hit for hit in visit.hits if isinstance(hit, CustomEvent)]
    if not events:
        raise DoesNotApply("no event was sent")
    for event in events:
        if event.cut_off:
            yield finding(
                f"{event.phrase} was asked for and never sent, because the page was left; HubSpot will record no event",
                at=event,
                cause=_call(visit, event),
            )


def _call(visit: Visit, event: CustomEvent) -> QueueCall | None:
    """The last call of that name in the page or frame that the event came from."""
    return next((call for call in reversed(visit.calls) if _pushes(call, event)), None)


def _pushes(call: QueueCall, event: CustomEvent) -> bool:
    pushed = call.function == "trackCustomBehavioralEvent" and call.frame_url == event.page.url
    return pushed and fields_of(argument_of(call)).get("name") == event.name
