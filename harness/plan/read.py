"""The text of a plan to a `Plan`, or to all the mistakes in it."""

from __future__ import annotations

from collections.abc import Mapping

from harness.plan.address import Address, flaw
from harness.plan.nodes import Items, Mistake, MistakeError, Node, Scalar, Table, shown, value_of
from harness.plan.plan import EventPlan, IdentityRule, Plan
from harness.plan.read_schema import read_schema
from harness.plan.reader import Reader, nearest
from harness.plan.schema import Schema
from harness.plan.tree import tree
from harness.wire.words import quoted

__all__ = ["parse_plan"]

PLAN = ("portal_id", "events", "legacy_events", "routes", "silent", "identity")
EVENT = ("description", "properties", "required")
RULE = ("pages", "properties", "required", "never")

ADDRESSES = "a list of paths and hosts"


def parse_plan(text: str, name: str = "") -> Plan | tuple[Mistake, ...]:
    """The plan that a YAML text holds; for one with mistakes all of them, in the order in which they stand."""
    try:
        root, mistakes = tree(text)
    except MistakeError as error:
        return (error.mistake,)
    reader = Reader(mistakes)
    plan = _plan(reader, root, name)
    return tuple(sorted(reader.mistakes)) or plan


def _plan(reader: Reader, root: Node, name: str) -> Plan:
    if isinstance(root, Scalar) and root.value is None:
        reader.tell(root, "is empty; a plan starts with a line such as events:")
    given = reader.known(root, "a plan", PLAN)
    return Plan(
        name=name,
        portal_id=_portal_id(reader, given.get("portal_id")),
        events=_events(reader, given.get("events"), "event"),
        legacy_events=_events(reader, given.get("legacy_events"), "legacy event"),
        routes=_addresses(reader, given.get("routes"), "routes"),
        silent=_addresses(reader, given.get("silent"), "silent"),
        identity=tuple(
            _rule(reader, item) for item in reader.items(given.get("identity"), "identity", "a list of rules")
        ),
    )


def _portal_id(reader: Reader, node: Node | None) -> int | None:
    if node is None:
        return None
    value = node.value if isinstance(node, Scalar) else None
    # A boolean is an int in Python.
    if type(value) is int and value > 0:
        return value
    reader.tell(node, f"portal_id is {shown(node)}; wanted a number such as 4242")
    return None


def _events(reader: Reader, node: Node | None, kind: str) -> dict[str, EventPlan]:
    entries = reader.entries(node, f"{kind}s".replace(" ", "_"), f"a mapping of each {kind}'s name to what it carries")
    return {key.text: _event(reader, key, value, f"{kind} {quoted(key.text)}") for key, value in entries}


def _event(reader: Reader, key: Scalar, node: Node, what: str) -> EventPlan:
    given = reader.known(node, what, EVENT)
    properties = _properties(reader, given.get("properties"), what)
    required = reader.texts(given.get("required"), f"required of {what}", "a list of properties")
    for name, place in required.items():
        if name not in properties:
            reader.tell(place, f"{quoted(name)} is required, but is no property of {what}{nearest(name, properties)}")
    return EventPlan(
        description=reader.text(given.get("description"), f"description of {what}"),
        properties=properties,
        required=tuple(required),
        line=key.place.line,
    )


def _properties(reader: Reader, node: Node | None, what: str) -> Mapping[str, Schema]:
    entries = reader.entries(node, f"properties of {what}", "a mapping of each property's name to its type or schema")
    return {key.text: read_schema(reader, value, f"property {quoted(key.text)} of {what}") for key, value in entries}


def _rule(reader: Reader, node: Node) -> IdentityRule:
    what = "an identity rule"
    given = reader.known(node, what, RULE)
    rule = IdentityRule(
        pages=_pages(reader, given.get("pages")),
        properties=_properties(reader, given.get("properties"), what),
        required=tuple(reader.texts(given.get("required"), f"required of {what}", "a list of keys")),
        never="never" in given,
        line=node.place.line,
    )
    if isinstance(node, Table):
        _check_rule(reader, node, given)
    return rule


def _check_rule(reader: Reader, node: Table, given: Mapping[str, Node]) -> None:
    if "pages" not in given:
        reader.tell(node, "an identity rule names no pages; say pages: /account/**")
    if "never" in given and value_of(given["never"]) is not True:
        reader.tell(given["never"], f"never is {shown(given['never'])}; say never: true, or leave it out")
    if ("never" in given) == ("properties" in given or "required" in given):
        reader.tell(node, "an identity rule says either never: true, or what is required or how properties look")


def _pages(reader: Reader, node: Node | None) -> tuple[Address, ...]:
    if isinstance(node, Scalar):
        node = Items(items=(node,), place=node.place)
    return _addresses(reader, node, "pages")


def _addresses(reader: Reader, node: Node | None, what: str) -> tuple[Address, ...]:
    texts = reader.texts(node, what, ADDRESSES)
    for text, place in texts.items():
        if told := flaw(text):
            reader.tell(place, f"{quoted(text)} is no address of a page; {told}")
    return tuple(Address(text, line=place.place.line) for text, place in texts.items())
