"""The schema of one property: a type's name, or a mapping of JSON Schema's keywords."""

from __future__ import annotations

from harness.capture.timeline import JsonValue
from harness.plan.nodes import Items, Node, Scalar, Table, shown, value_of
from harness.plan.reader import Reader, nearest
from harness.plan.schema import FORMATS, KEYWORDS, LISTS_OF_SCHEMAS, SCHEMAS, TYPES, Schema, schema_flaw
from harness.wire.words import plain, quoted

__all__ = ["read_schema"]

ELSEWHERE = {
    "required": "; name the property in the list 'required' beside 'properties'",
    "$ref": "; write the schema out, or repeat it by an anchor and an alias",
}
"""What to do instead of a keyword that people look for in a property."""


def read_schema(reader: Reader, node: Node, what: str) -> Schema:
    """The schema with its types written out; mistakes are noted, each where it stands."""
    if isinstance(node, Scalar) and node.value is not None:
        return {"type": _type(reader, node, what)}
    if not isinstance(node, Table):
        reader.tell(node, f"{what} is {shown(node)}; wanted a type such as string, or a mapping of JSON Schema")
        return {}
    return {key.text: _keyword(reader, key, value, what) for key, value in node.entries}


def _keyword(reader: Reader, key: Scalar, value: Node, what: str) -> JsonValue:
    name = key.text
    if name not in KEYWORDS:
        reader.tell(key, f"{quoted(name)} is not known in {what}{ELSEWHERE.get(name) or nearest(name, KEYWORDS)}")
        return None
    if name == "type":
        return _types(reader, value, what)
    if name in SCHEMAS:
        return dict(read_schema(reader, value, f"{name} of {what}"))
    if name in LISTS_OF_SCHEMAS:
        schemas = reader.items(value, f"{name} of {what}", "a list of schemas")
        return [dict(read_schema(reader, item, f"{name} of {what}")) for item in schemas]
    return _leaf(reader, name, value, what)


def _types(reader: Reader, node: Node, what: str) -> JsonValue:
    if not isinstance(node, Items):
        return _type(reader, node, what)
    return [_type(reader, item, what) for item in node.items]


def _type(reader: Reader, node: Node, what: str) -> str:
    """One type; `null` is a type, too, though YAML takes it for nothing."""
    name = node.text if isinstance(node, Scalar) else ""
    if name == "object":
        reader.tell(node, f"{what} cannot be an object: the tracker sends [object Object] for it")
    elif name not in TYPES:
        reader.tell(node, f"the type of {what} is {shown(node)}{nearest(name, TYPES)}")
    return name


def _leaf(reader: Reader, name: str, node: Node, what: str) -> JsonValue:
    value = value_of(node)
    if flaw := _flaw(name, value):
        said = shown(node) if isinstance(node, Scalar) else f"{shown(node)} that JSON Schema does not take"
        reader.tell(node, f"{name} of {what} is {said}{flaw}")
    return value


def _flaw(name: str, value: JsonValue) -> str | None:
    if name == "enum" and value == []:
        return ": it allows no value"
    if name == "format" and isinstance(value, str):
        return None if value in FORMATS else nearest(value, FORMATS)
    flaw = schema_flaw({name: value})
    return flaw and f": {plain(flaw, 200)}"
