"""Rule nameless-event."""

from __future__ import annotations

from harness.audit.documents import documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.pushed import argument_of, fields_of, is_nothing
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.capture.timeline import QueueCall
from harness.wire.hits import CustomEvent
from harness.wire.words import plain, quoted

__all__ = ["nameless_event"]


@rule(family="events", severity="error", needs={"hits"})
def nameless_event(visit: Visit) -> Findings:
    """An event has no name: trackCustomBehavioralEvent was given a text, nothing, or an object without the key name.

    Why: The tracking code reads name and properties from one object; from anything else it makes a hit that names no
        event, or none at all.
    Fix: Pass one object with the keys name and properties.
    Bad: _hsq.push(["trackCustomBehavioralEvent", "pe4242_course_registration"]);
    Good: _hsq.push(["trackCustomBehavioralEvent", { name: "pe4242_course_registration" }]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    pages = documents(visit)
    calls = [call for document in pages for call in document.site_calls("trackCustomBehavioralEvent")]
    events = [hit for document in pages for hit in document.hits if isinstance(hit, CustomEvent)]
    if not calls and not events:
        raise DoesNotApply("no event was sent or pushed")
    wrong = [call for call in calls if _lacks_name(call)]
    for call in wrong:
        yield finding(
            f"trackCustomBehavioralEvent was given {_told(call)}; HubSpot will record no event that has a name", at=call
        )
    if not wrong:
        yield from (
            finding(f"an event without a name was sent{_with(event)}; HubSpot will record nothing of it", at=event)
            for event in events
            if not event.name
        )


def _lacks_name(call: QueueCall) -> bool:
    given = argument_of(call)
    if isinstance(given, dict) and not is_nothing(given):
        return not fields_of(given).get("name", not fields_of(given))
    return True


def _told(call: QueueCall) -> str:
    given = argument_of(call)
    if isinstance(given, str):
        return f"the text {quoted(given)}"
    keys = plain(", ".join(fields_of(given)))
    return f"an object with {keys} and no name" if keys else "nothing that has a name"


def _with(event: CustomEvent) -> str:
    keys = plain(", ".join(dict(event.properties)))
    return f" with the properties {keys}" if keys else ""
