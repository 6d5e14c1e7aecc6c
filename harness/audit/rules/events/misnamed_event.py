"""Rule misnamed-event."""

from __future__ import annotations

import re

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.pushed import event_call, hits_with_documents
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.hits import CustomEvent
from harness.wire.words import plain, quoted

__all__ = ["misnamed_event"]

PREFIX = re.compile(r"pe[0-9]+_.")
INTERNAL = re.compile(r"pe[0-9]+_[a-z0-9_]+")


@rule(family="events", severity="error", needs={"hits"})
def misnamed_event(visit: Visit) -> Findings:
    """An event is sent under a name that is no internal name of the portal.

    Why: HubSpot knows an event by its internal name, the prefix pe with the portal id, then lower case, digits and
        underscores; the tracking code sends any name, and what is not defined is dropped.
    Fix: Copy the internal name from the event's definition in HubSpot.
    Bad: _hsq.push(["trackCustomBehavioralEvent", { name: "Course Registration" }]);
    Good: _hsq.push(["trackCustomBehavioralEvent", { name: "pe4242_course_registration" }]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    events = [(document, event) for document, event in hits_with_documents(visit, CustomEvent) if event.name]
    if not events:
        raise DoesNotApply("no event with a name was sent")
    told: set[str] = set()
    for document, event in events:
        name = event.name or ""
        if INTERNAL.fullmatch(name) or name in told:
            continue
        told.add(name)
        prefix = f"pe{event.portal_id or ''}_"
        fault = "has signs that no internal name has" if PREFIX.match(name) else f"does not begin with {plain(prefix)}"
        yield finding(
            f"the event name {quoted(name)} {fault}; HubSpot will record no event",
            at=event,
            cause=event_call(document, event),
        )
