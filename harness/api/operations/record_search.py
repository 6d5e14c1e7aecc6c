"""Searches, `POST /crm/v3/objects/{type}/search`; "Search the CRM"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from harness.api.asked import Asked
from harness.api.call import Answer, JsonValue
from harness.api.portal import Record
from harness.api.records import shown, type_named
from harness.api.refusal import Outcome, Refused, refused
from harness.api.routes import operation
from harness.wire.words import quoted

MOST_FOUND = 200
MOST_GROUPS = 5
MOST_FILTERS = 18

Test = Callable[[str, str], bool]
"""Takes the value that a record has, and the one that is wanted."""

OPERATORS: Mapping[str, Test] = {
    "EQ": lambda has, wanted: has.lower() == wanted.lower(),
    "NEQ": lambda has, wanted: has.lower() != wanted.lower(),
    "CONTAINS_TOKEN": lambda has, wanted: wanted.strip("*").lower() in has.lower(),
    "NOT_CONTAINS_TOKEN": lambda has, wanted: wanted.strip("*").lower() not in has.lower(),
    "HAS_PROPERTY": lambda has, _: bool(has),
    "NOT_HAS_PROPERTY": lambda has, _: not has,
}


@operation(
    "search records", "POST", "/crm/{version}/objects/{kind}/search", "/crm/objects/{version}/{kind}/search",
    rate="search",
)  # fmt: skip
def search(asked: Asked) -> Outcome:
    """The records that meet every filter of one of the groups; all of them without a group."""
    kind, body = type_named(asked.parts["kind"]), asked.json_object()
    groups = [_filters(asked, group) for group in _listed(asked, body, "filterGroups", MOST_GROUPS)]
    records = asked.portal.of_type(kind).values()
    found = [record for record in records if not groups or any(_meets(record, group) for group in groups)]
    names = body.get("properties")
    wanted = [str(name) for name in names] if isinstance(names, list) else []
    results: list[JsonValue] = [shown(record, kind, wanted) for record in found[:MOST_FOUND]]
    return Outcome(answer=Answer(body={"total": len(found), "results": results}), portal=asked.portal)


def _listed(asked: Asked, members: Mapping[str, JsonValue], name: str, most: int) -> list[dict[str, JsonValue]]:
    return asked.objects(members, name, most) if members.get(name) else []


def _filters(asked: Asked, group: Mapping[str, JsonValue]) -> list[tuple[str, str, str]]:
    return [_filter(each) for each in _listed(asked, group, "filters", MOST_FILTERS)]


def _filter(given: Mapping[str, JsonValue]) -> tuple[str, str, str]:
    operator, name, value = str(given.get("operator")), given.get("propertyName"), given.get("value")
    if operator not in OPERATORS:
        raise _invalid(f"operator {quoted(operator)}: the collector knows {', '.join(OPERATORS)}")
    if not isinstance(name, str) or not name:
        raise _invalid("propertyName: wanted the name of a property")
    return name, operator, "" if value is None else str(value)


def _meets(record: Record, filters: list[tuple[str, str, str]]) -> bool:
    return all(OPERATORS[operator](record.properties.get(name, ""), wanted) for name, operator, wanted in filters)


def _invalid(message: str) -> Refused:
    return refused(400, message, kind="invalid-value", category="VALIDATION_ERROR")
