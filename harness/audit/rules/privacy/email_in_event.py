"""Rule email-in-event."""

from __future__ import annotations

from harness.audit.emails import emails_in
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.pushed import event_call, hits_with_documents
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.hits import CustomEvent
from harness.wire.words import plain

__all__ = ["email_in_event"]


@rule(family="privacy", severity="error", needs={"hits"})
def email_in_event(visit: Visit) -> Findings:
    """A property of an event holds an e-mail address.

    Why: Properties of events are kept with each event, shown in reports and exported with them, and stay there when
        the contact is deleted; who did it is known from the visitor already.
    Fix: Leave the address out of the properties, and identify the visitor by it instead.
    Bad: properties: { referred_by: "ada@acme.test" }
    Good: properties: { referred_by: "member-42" }
    See: https://developers.google.com/analytics/solutions/best-practices-pii
    """
    events = list(hits_with_documents(visit, CustomEvent))
    if not any(event.properties for _, event in events):
        raise DoesNotApply("no event with properties was sent")
    known: set[tuple[str | None, str]] = set()
    for document, event in events:
        for key, value in event.properties:
            if emails_in(value) and (event.name, key) not in known:
                known.add((event.name, key))
                yield finding(
                    f"{plain(key)} of {event.phrase} holds an e-mail address; HubSpot will record it with each event",
                    at=event,
                    cause=event_call(document, event),
                )
