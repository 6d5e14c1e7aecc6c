"""Definitions of properties, `/crm/v3/properties/{type}`; "Properties"."""

from __future__ import annotations

from dataclasses import replace

from harness.api.asked import Asked
from harness.api.call import Answer, JsonValue
from harness.api.figures import PROPERTY_NAME
from harness.api.records import type_named
from harness.api.refusal import Outcome, refused, unknown_record
from harness.api.routes import operation
from harness.wire.words import quoted

ALL = ("/crm/{version}/properties/{kind}", "/crm/properties/{version}/{kind}")


@operation("define a property", "POST", *ALL)
def define(asked: Asked) -> Outcome:
    """201, or 409 when there is one of this name."""
    kind = type_named(asked.parts["kind"])
    given = asked.json_object("name", "label", "type", "fieldType", "groupName")
    name = given["name"]
    if not isinstance(name, str) or not PROPERTY_NAME.fullmatch(name):
        message = f"name {quoted(str(name))}: wanted a-z, 0-9 and _, a letter first"
        raise refused(400, message, kind="invalid-value", category="VALIDATION_ERROR")
    if (kind, name) in asked.portal.properties:
        raise refused(409, f"A property named '{name}' already exists.", category="OBJECT_ALREADY_EXISTS")
    definition: dict[str, JsonValue] = {"hasUniqueValue": False, **given, "archived": False}
    portal = replace(asked.portal, properties={**asked.portal.properties, (kind, name): definition})
    return Outcome(answer=Answer(status=201, body=definition), portal=portal)


@operation("read a property", "GET", *(f"{path}/{{name}}" for path in ALL))
def read(asked: Asked) -> Outcome:
    """One that was defined here; the collector does not know HubSpot's own."""
    definition = asked.portal.properties.get((type_named(asked.parts["kind"]), asked.parts["name"]))
    if definition is None:
        raise unknown_record()
    return Outcome(answer=Answer(body=dict(definition)), portal=asked.portal)  # type: ignore[arg-type]  # what define() put there
