"""Custom event occurrences, `POST /events/v3/send` and `/batch`; "Send custom event occurrences"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from harness.api.asked import Asked, text_of
from harness.api.call import Answer, Counted, Fault, JsonValue
from harness.api.figures import (
    BATCHED_EVENTS,
    EVENT_PROPERTIES,
    LONGEST_PROPERTY_NAME,
    LONGEST_TEXT,
    LONGEST_URL,
    PROPERTY_NAME,
)
from harness.api.people import is_email
from harness.api.portal import Portal
from harness.api.refusal import Outcome, Refused, refused
from harness.api.routes import operation
from harness.wire.words import plain, quoted

EVENT_NAME = re.compile(r"pe([0-9]{1,15})_[a-z0-9_-]+")
IDENTIFIERS = ("email", "utk", "objectId")
LONG_SIGNS = ("url", "href", "referrer")
"""In the names of properties that hold addresses: `hs_page_url`, `hs_link_href`, `hs_referrer`."""

Members = Mapping[str, JsonValue]
SENT = Answer(status=204)


@operation("send an event", "POST", "/events/{version}/send", "/events/custom/{version}/send")
def send(asked: Asked) -> Outcome:
    """One occurrence; it is taken with 204, before HubSpot knows whom it belongs to."""
    return _sent(asked.portal, [asked.json_object("eventName")])


@operation("send events", "POST", "/events/{version}/send/batch", "/events/custom/{version}/send/batch")
def send_batch(asked: Asked) -> Outcome:
    """Up to 500 occurrences; one that is wrong refuses them all."""
    return _sent(asked.portal, asked.objects(asked.json_object("inputs"), "inputs", BATCHED_EVENTS))


def _sent(portal: Portal, occurrences: list[dict[str, JsonValue]]) -> Outcome:
    faults = [fault for each in occurrences for fault in _faults(each, portal)]
    if faults:
        raise _refusal(faults)
    counted: list[Counted] = []
    for each in occurrences:
        name, uuid = str(each["eventName"]), str(each.get("uuid") or "")
        # A name that was given before is a retry: HubSpot keeps the first of them.
        if (name, uuid) not in portal.uuids:
            counted.append(_counted(each, name))
            portal = replace(portal, uuids=portal.uuids | ({(name, uuid)} if uuid else set()))
    lost = tuple(fault for each in occurrences for fault in _lost(each))
    return Outcome(answer=SENT, portal=portal, counted=tuple(counted), faults=lost)


def _refusal(faults: list[Fault]) -> Refused:
    errors: list[JsonValue] = [{"message": fault.text} for fault in faults]
    no = refused(400, faults[0].text, category="VALIDATION_ERROR", errors=errors)
    return Refused(no.answer, tuple(faults))


def _faults(occurrence: Members, portal: Portal) -> Iterator[Fault]:
    yield from _name_faults(occurrence.get("eventName"), portal.settings.portal_id)
    yield from _identity_faults(occurrence)
    yield from _time_faults(occurrence.get("occurredAt"))
    properties = occurrence.get("properties") or {}
    if not isinstance(properties, dict):
        yield _invalid("properties: wanted an object of names and values")
        return
    if len(properties) > EVENT_PROPERTIES:
        yield _invalid(f"{len(properties)} properties: the most are {EVENT_PROPERTIES}")
    for name, value in properties.items():
        yield from _property_faults(name, value)


def _name_faults(name: JsonValue, portal_id: int | None) -> Iterator[Fault]:
    text = name if isinstance(name, str) else repr(name)
    found = EVENT_NAME.fullmatch(text)
    if found is None:
        yield _invalid(
            f"eventName {quoted(text)}: wanted the fully qualified name, pe{portal_id or '{portal id}'}_ and the "
            "internal name in lower case"
        )
    elif portal_id is not None and int(found[1]) != portal_id:
        yield Fault(kind="foreign-portal", text=f"eventName {quoted(text)} is of portal {found[1]}, not of {portal_id}")


def _identity_faults(occurrence: Members) -> Iterator[Fault]:
    given = {name: occurrence.get(name) for name in IDENTIFIERS if occurrence.get(name) not in (None, "")}
    if not given:
        yield Fault(kind="missing-identity", text="email, utk, or objectId is required")
    for name, value in given.items():
        if not isinstance(value, str | int):
            yield _invalid(f"{name}: wanted a text")
    email = given.get("email")
    if isinstance(email, str) and not is_email(email):
        yield _invalid(f"email {quoted(email)} is no e-mail address")


def _time_faults(value: JsonValue) -> Iterator[Fault]:
    try:
        if isinstance(value, str):
            datetime.fromisoformat(value)
        elif not isinstance(value, int | None):
            raise ValueError
    except ValueError:
        yield _invalid(f"occurredAt {quoted(str(value))}: wanted a time as in ISO 8601, or milliseconds since 1970")


def _property_faults(name: str, value: JsonValue) -> Iterator[Fault]:
    # Capitals are no fault: HubSpot puts names into lower case, and tells duplicates only then.
    if len(name) > LONGEST_PROPERTY_NAME:
        yield _invalid(f"property {plain(name)}: a name has at most {LONGEST_PROPERTY_NAME} characters")
    elif not PROPERTY_NAME.fullmatch(name.lower()):
        yield _invalid(f"property {quoted(name)}: a name starts with a letter and has only a-z, 0-9 and _")
    try:
        length = len(text_of(value))
    except ValueError as error:
        yield _invalid(f"property {plain(name)}: {error}")
        return
    most = LONGEST_URL if any(sign in name.lower() for sign in LONG_SIGNS) else LONGEST_TEXT
    if length > most:
        yield _invalid(f"property {plain(name)}: a value of {length} characters; the most are {most}")


def _lost(occurrence: Members) -> Iterator[Fault]:
    """Of properties whose names differ only in capitals HubSpot keeps one."""
    properties = occurrence.get("properties")
    names = sorted(properties) if isinstance(properties, dict) else []
    kept = {name.lower(): name for name in names}
    for name in names:
        if kept[name.lower()] != name:
            text = f"property {plain(name)} is lost: HubSpot takes it for {plain(kept[name.lower()])}"
            yield Fault(kind="lost-value", text=text)


def _counted(occurrence: Members, name: str) -> Counted:
    found = EVENT_NAME.fullmatch(name)
    properties = occurrence.get("properties")
    given = {each: occurrence.get(each) for each in IDENTIFIERS}
    utk = given.pop("utk")
    return Counted(
        kind="event",
        name=name,
        portal_id=int(found[1]) if found else None,
        identity=tuple((each, text_of(value)) for each, value in given.items() if value not in (None, "")),
        properties=tuple(_kept(properties)) if isinstance(properties, dict) else (),
        usertoken=text_of(utk) or None,
    )


def _kept(properties: Members) -> Iterator[tuple[str, str]]:
    kept = {name.lower(): name for name in sorted(properties)}
    for name, value in properties.items():
        if kept[name.lower()] == name:
            yield name.lower(), text_of(value)


def _invalid(text: str) -> Fault:
    return Fault(kind="invalid-value", text=text)
