"""Definitions of custom events, `/events/v3/event-definitions`; "Manage event definitions"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from harness.api.asked import Asked
from harness.api.call import Answer, JsonValue
from harness.api.figures import PROPERTY_NAME
from harness.api.portal import Portal
from harness.api.refusal import Outcome, Refused, refused, unknown_record
from harness.api.routes import operation
from harness.wire.words import quoted

ALL = "/events/{version}/event-definitions"
NAME = re.compile(r"[a-z][a-z0-9_-]*")
SOME_PORTAL = 1
"""The portal whose number stands in the full name when none was told."""

Definition = Mapping[str, object]


@operation("define an event", "POST", ALL)
def define(asked: Asked) -> Outcome:
    """201 with the fully qualified name, or 409 when there is one of this name."""
    given = asked.json_object("label")
    name = given.get("name") or re.sub(r"\W+", "_", str(given["label"]).lower())
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise _invalid(f"name {quoted(str(name))}: wanted a-z, 0-9, _ and -, a letter first")
    if name in asked.portal.events:
        raise refused(409, f"Event definition {name} already exists", category="OBJECT_ALREADY_EXISTS")
    listed = given.get("propertyDefinitions") or []
    properties = [_property(each) for each in listed] if isinstance(listed, list) else []
    definition: dict[str, JsonValue] = {
        "name": name,
        "fullyQualifiedName": f"pe{asked.portal.settings.portal_id or SOME_PORTAL}_{name}",
        "labels": {"singular": given["label"]},
        "primaryObject": given.get("primaryObject", "CONTACT"),
        "properties": [*properties],
        "archived": False,
    }
    return Outcome(answer=Answer(status=201, body=definition), portal=_defined(asked.portal, definition))


@operation("read event definitions", "GET", ALL)
def read_all(asked: Asked) -> Outcome:
    """Those that were defined here."""
    body: dict[str, JsonValue] = {
        "total": len(asked.portal.events),
        "results": [dict(each) for each in asked.portal.events.values()],  # type: ignore[arg-type]  # what define() put there
    }
    return Outcome(answer=Answer(body=body), portal=asked.portal)


@operation("read an event definition", "GET", f"{ALL}/{{name}}")
def read_one(asked: Asked) -> Outcome:
    """One that was defined here, or 404."""
    definition = _found(asked)
    return Outcome(answer=Answer(body=dict(definition)), portal=asked.portal)  # type: ignore[arg-type]  # what define() put there


@operation("define a property of an event", "POST", f"{ALL}/{{name}}/property")
def define_property(asked: Asked) -> Outcome:
    """200 with the property."""
    definition, made = _found(asked), _property(asked.json_object("name", "label", "type"))
    listed = definition["properties"]
    properties = [*(listed if isinstance(listed, list) else ()), made]
    return Outcome(answer=Answer(body=made), portal=_defined(asked.portal, {**definition, "properties": properties}))


def _found(asked: Asked) -> Definition:
    """An event by its internal or its fully qualified name."""
    wanted = re.sub(r"^pe[0-9]+_", "", asked.parts["name"])
    if wanted not in asked.portal.events:
        raise unknown_record()
    return asked.portal.events[wanted]


def _defined(portal: Portal, definition: Definition) -> Portal:
    return replace(portal, events={**portal.events, str(definition["name"]): definition})


def _property(given: JsonValue) -> dict[str, JsonValue]:
    name = given.get("name") if isinstance(given, dict) else None
    if not isinstance(given, dict) or not isinstance(name, str) or not PROPERTY_NAME.fullmatch(name):
        raise _invalid(f"property {quoted(str(name))}: wanted a name of a-z, 0-9 and _, a letter first")
    return {**given, "archived": False}


def _invalid(message: str) -> Refused:
    return refused(400, message, kind="invalid-value", category="VALIDATION_ERROR")
