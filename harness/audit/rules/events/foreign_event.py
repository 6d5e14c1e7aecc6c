"""Rule foreign-event."""

from __future__ import annotations

import re

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.pushed import event_call, hits_with_documents
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.hits import CustomEvent
from harness.wire.words import quoted

__all__ = ["foreign_event"]

OWNER = re.compile(r"pe([0-9]{1,15})_")


@rule(family="events", severity="error", needs={"hits"})
def foreign_event(visit: Visit) -> Findings:
    """An event bears the name of another portal's event.

    Why: An event's internal name begins with the id of the portal that defined it; sent to another portal it names
        nothing there. It happens when code is copied from a sandbox or from another company's site.
    Fix: Use the internal name of the event that is defined in the portal which the page reports to.
    Bad: _hsq.push(["trackCustomBehavioralEvent", { name: "pe1111_course_registration" }]); in portal 4242
    Good: _hsq.push(["trackCustomBehavioralEvent", { name: "pe4242_course_registration" }]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    events = [
        (document, event, int(found[1]))
        for document, event in hits_with_documents(visit, CustomEvent)
        if event.portal_id and (found := OWNER.match(event.name or ""))
    ]
    if not events:
        raise DoesNotApply("no event with a portal id in its name was sent")
    told: set[str] = set()
    for document, event, owner in events:
        name = event.name or ""
        if owner != event.portal_id and name not in told:
            told.add(name)
            yield finding(
                f"the event {quoted(name)} is one of portal {owner} and was sent to portal {event.portal_id}; "
                "HubSpot will record no event",
                at=event,
                cause=event_call(document, event),
            )
