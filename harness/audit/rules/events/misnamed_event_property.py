"""Rule misnamed-event-property."""

from __future__ import annotations

import re

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.pushed import event_call, hits_with_documents
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.hits import CustomEvent
from harness.wire.words import quoted

__all__ = ["misnamed_event_property"]

INTERNAL = re.compile(r"[a-z][a-z0-9_]*", re.IGNORECASE)


@rule(family="events", severity="warning", needs={"hits"})
def misnamed_event_property(visit: Visit, *, longest: int = 50, most: int = 50) -> Findings:
    """An event has properties whose names HubSpot cannot keep, or more of them than it keeps.

    Why: A property's internal name begins with a letter and has letters, digits and underscores only, 50 characters at
        most; an event has 50 properties at most. The tracking code sends anything, and HubSpot drops the rest silently.
    Fix: Use the internal names of the event's properties, and leave out what has none.
    Bad: properties: { "Course Id": "Math101" }
    Good: properties: { course_id: "Math101" }
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    events = [pair for pair in hits_with_documents(visit, CustomEvent) if pair[1].properties]
    if not events:
        raise DoesNotApply("no event with properties was sent")
    told: set[str] = set()
    for document, event in events:
        for fault in _faults(dict(event.properties), longest, most):
            message = f"{event.phrase} {fault}"
            if message not in told:
                told.add(message)
                yield finding(message, at=event, cause=event_call(document, event))


def _faults(properties: dict[str, str], longest: int, most: int) -> list[str]:
    wrong = [key for key in properties if not INTERNAL.fullmatch(key) or len(key) > longest]
    names = " and ".join(quoted(key) for key in wrong[:5])
    named = [f"has {names}, which can be no internal name; HubSpot will record no such property"] if wrong else []
    lowered: dict[str, str] = {}
    pairs = [(lowered.setdefault(key.lower(), key), key) for key in properties]
    same = [
        f"has {quoted(one)} and {quoted(other)}, which are one name to HubSpot; it will record one of them"
        for one, other in pairs
        if one != other
    ]
    many = [f"has {len(properties)} properties; HubSpot will record {most} of them"] if len(properties) > most else []
    return named + same + many
