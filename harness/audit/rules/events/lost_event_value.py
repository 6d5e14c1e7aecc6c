"""Rule lost-event-value."""

from __future__ import annotations

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.pushed import argument_of, event_call, fields_of, hits_with_documents
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.capture.timeline import JsonValue, QueueCall
from harness.wire.hits import CustomEvent
from harness.wire.words import plain, quoted

__all__ = ["lost_event_value"]

ACCIDENTS = frozenset({"undefined", "null", "NaN", "Invalid Date", "[object Object]", "[object Promise]"})


@rule(family="events", severity="warning", needs={"hits"})
def lost_event_value(visit: Visit) -> Findings:
    """A property of an event loses its value on the way: an object, a missing value, or 0 and false.

    Why: The tracking code makes a text of every value: an object becomes "[object Object]", and 0 and false are sent
        as an empty text.
    Fix: Pass texts and numbers, name the parts of an object one by one, and write 0 and false as texts.
    Bad: properties: { price: 0, course: { id: "Math101" } }
    Good: properties: { price: "0", course_id: "Math101" }
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    events = list(hits_with_documents(visit, CustomEvent))
    if not any(event.properties for _, event in events):
        raise DoesNotApply("no event with properties was sent")
    known: set[tuple[str | None, str]] = set()
    for document, event in events:
        call = event_call(document, event)
        for key, value in event.properties:
            lost = _lost(value, _said(call).get(key))
            if lost and (event.name, key) not in known:
                known.add((event.name, key))
                told = f"{plain(key)} of {event.phrase} {lost}"
                yield finding(told, at=event, cause=call)


def _lost(sent: str, said: JsonValue) -> str:
    """What became of a value; empty when nothing is wrong, or when it is not known what was said."""
    if sent in ACCIDENTS and sent != said:
        return f"was sent as {quoted(sent)}; HubSpot will record this text"
    if sent == "" and said in (0, False) and isinstance(said, int | float):
        return f"was {'false' if said is False else '0'} and was sent empty; HubSpot will record no value"
    return ""


def _said(call: QueueCall | None) -> dict[str, JsonValue]:
    return fields_of(fields_of(argument_of(call)).get("properties")) if call else {}
