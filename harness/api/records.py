"""Records of the CRM: how one is found and written, and how an answer shows it; "Contacts", "Companies"."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from harness.api.asked import Asked, text_of
from harness.api.call import Counted, CountedKind, Fault, JsonValue
from harness.api.people import is_email
from harness.api.portal import Portal, Record
from harness.api.refusal import Refused, refused, unknown_record
from harness.wire.words import plain, quoted

__all__ = ["Written", "create", "found", "id_property", "read_properties", "shown", "type_named", "write"]

TYPES = {"0-1": "contacts", "0-2": "companies", "contact": "contacts", "company": "companies"}
"""Other names of the two types that are known by more than their name."""

KINDS: Mapping[str, CountedKind] = {"contacts": "contact", "companies": "company"}
OWN_UNIQUE = {"contacts": frozenset({"email"})}
"""Unique properties that every portal has; others have to be made first."""

STAGES = (
    "subscriber", "lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity", "customer", "evangelist",
)  # fmt: skip
"""Lifecycle stages in their order; an update never moves one back, as "Lifecycle stages" says."""

USUALLY_SHOWN = {
    "contacts": ("email", "firstname", "lastname"),
    "companies": ("name", "domain"),
}
LEGAL_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A record that was written, the portal that has it, and what is counted."""

    record: Record
    portal: Portal
    counted: Counted
    is_new: bool = False


def type_named(text: str) -> str:
    """The name of a type of records, as the portal keeps it."""
    return TYPES.get(text.lower(), text.lower())


def id_property(asked: Asked, kind: str, name: str | None) -> str | None:
    """The unique property by which a record is named, or None for its id; raises Refused for one that is not unique."""
    if name in (None, "", "hs_object_id"):
        return None
    is_made = asked.portal.properties.get((kind, str(name)), {}).get("hasUniqueValue")
    if is_made or name in OWN_UNIQUE.get(kind, ()):
        return name
    raise _not_valid([_complaint(str(name), "PROPERTY_DOESNT_EXIST", f'Property "{plain(str(name))}" does not exist')])


def found(portal: Portal, kind: str, key: str, name: str | None) -> Record:
    """The record of an id, or of a unique property's value; raises Refused when there is none."""
    records = portal.of_type(kind)
    if name is None:
        record = records.get(key)
    else:
        wanted = key.strip().lower()
        record = next((each for each in records.values() if each.properties.get(name, "").lower() == wanted), None)
    if record is None:
        raise unknown_record()
    return record


def read_properties(members: Mapping[str, JsonValue]) -> dict[str, str]:
    """The properties that a body gives; raises Refused when they are none, or one has a name that none can have."""
    given = members.get("properties")
    if not isinstance(given, dict):
        raise refused(
            400,
            "Invalid input JSON on line 1, column 1: Some required fields were not set: [properties]",
            kind="unreadable",
            category="VALIDATION_ERROR",
        )
    complaints = list(_complaints(given))
    if complaints:
        texts = [str(complaint["message"]) for complaint in complaints]
        no = _not_valid(complaints)
        raise Refused(no.answer, tuple(Fault(kind="invalid-value", text=text) for text in texts))
    return {name: text_of(value) for name, value in given.items()}


def create(portal: Portal, kind: str, properties: Mapping[str, str], at: datetime) -> Written:
    """A new record; raises Refused with 409 when a unique value is taken."""
    if taken := _taken(portal, kind, properties):
        noun = KINDS.get(kind, "record").capitalize()
        raise refused(409, f"{noun} already exists. Existing ID: {taken.id}", category="CONFLICT")
    record = Record(id=str(portal.ids), properties=dict(properties), created_at=at, updated_at=at)
    return _written(portal, kind, record, properties, is_new=True)


def write(portal: Portal, kind: str, record: Record, properties: Mapping[str, str], at: datetime) -> Written:
    """A record with other values; raises Refused with 409 when a unique value is another's."""
    taken = _taken(portal, kind, properties)
    if taken and taken.id != record.id:
        raise refused(409, f"{plain(taken.id)} already has that value. Existing ID: {taken.id}", category="CONFLICT")
    changes = {name: value for name, value in properties.items() if not _moves_back(record, name, value)}
    changed = replace(record, properties={**record.properties, **changes}, updated_at=at)
    return _written(portal, kind, changed, properties, is_new=False)


def shown(record: Record, kind: str, names: Iterable[str] = ()) -> dict[str, JsonValue]:
    """A record as an answer shows it: the usual properties, and those that were asked for or written."""
    wanted = (*USUALLY_SHOWN.get(kind, ()), *names)
    properties: dict[str, JsonValue] = {name: record.properties.get(name) for name in wanted}
    stamps: dict[str, JsonValue] = {
        "createdate": _iso(record.created_at),
        "hs_object_id": record.id,
        "lastmodifieddate" if kind == "contacts" else "hs_lastmodifieddate": _iso(record.updated_at),
    }
    return {
        "id": record.id,
        "properties": {**properties, **stamps},
        "createdAt": _iso(record.created_at),
        "updatedAt": _iso(record.updated_at),
        "archived": False,
    }


def _complaints(given: Mapping[str, JsonValue]) -> Iterator[dict[str, JsonValue]]:
    for name, value in given.items():
        # A name in capitals is none that a portal can have; which of the others it has, nobody here knows.
        if not name or not LEGAL_SIGNS.issuperset(name):
            yield _complaint(name, "PROPERTY_DOESNT_EXIST", f'Property "{plain(name)}" does not exist')
            continue
        try:
            text = text_of(value)
        except ValueError:
            yield _complaint(name, "INVALID_TYPE", f"{plain(name)}: wanted a text, a number or a boolean")
            continue
        if name == "email" and text and not is_email(text.strip()):
            yield _complaint(name, "INVALID_EMAIL", f"Email address {quoted(text)} is invalid")


def _complaint(name: str, error: str, message: str) -> dict[str, JsonValue]:
    return {"isValid": False, "message": message, "error": error, "name": plain(name)}


def _not_valid(complaints: list[dict[str, JsonValue]]) -> Refused:
    """HubSpot writes the list of what is wrong into the message, as JSON, and clients read it from there."""
    listed = json.dumps(complaints, separators=(",", ":"))
    return refused(400, f"Property values were not valid: {listed}", category="VALIDATION_ERROR")


def _taken(portal: Portal, kind: str, properties: Mapping[str, str]) -> Record | None:
    """The record that has one of these unique values already."""
    made = {name for (of, name), definition in portal.properties.items() if of == kind and definition["hasUniqueValue"]}
    for name in OWN_UNIQUE.get(kind, frozenset()) | made:
        value = properties.get(name, "").strip().lower()
        for record in portal.of_type(kind).values():
            if value and record.properties.get(name, "").strip().lower() == value:
                return record
    return None


def _moves_back(record: Record, name: str, value: str) -> bool:
    now = record.properties.get("lifecyclestage", "")
    return name == "lifecyclestage" and {now, value} <= set(STAGES) and STAGES.index(value) < STAGES.index(now)


def _written(portal: Portal, kind: str, record: Record, given: Mapping[str, str], *, is_new: bool) -> Written:
    named = (("email", record.properties.get("email", "")),) if kind == "contacts" else ()
    counted = Counted(
        kind=KINDS.get(kind, "record"),
        name=kind,
        portal_id=portal.settings.portal_id,
        identity=tuple(pair for pair in named if pair[1]),
        properties=tuple(given.items()),
        record_id=record.id,
    )
    return Written(record=record, portal=portal.with_record(kind, record), counted=counted, is_new=is_new)


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
