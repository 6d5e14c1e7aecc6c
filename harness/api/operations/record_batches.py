"""Batches of records, of at most 100; "Contacts", "Companies"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from harness.api.asked import Asked
from harness.api.call import Answer, Counted, JsonValue
from harness.api.figures import BATCHED_RECORDS
from harness.api.portal import Portal
from harness.api.records import Written, create, found, id_property, read_properties, shown, type_named, write
from harness.api.refusal import Outcome, Refused
from harness.api.routes import operation
from harness.wire.times import iso

Members = dict[str, JsonValue]
WriteOne = Callable[[Asked, Portal, str, Members], Written]


def _paths(what: str) -> tuple[str, str]:
    return f"/crm/{{version}}/objects/{{kind}}/batch/{what}", f"/crm/objects/{{version}}/{{kind}}/batch/{what}"


@operation("read a batch of records", "POST", *_paths("read"))
def read_batch(asked: Asked) -> Outcome:
    """200, or 207 with the ids that are unknown."""
    kind, body = type_named(asked.parts["kind"]), asked.json_object("inputs")
    inputs = asked.objects(body, "inputs", BATCHED_RECORDS)
    named = id_property(asked, kind, _text(body.get("idProperty")) or None)
    wanted = body.get("properties")
    names = [str(name) for name in wanted] if isinstance(wanted, list) else []
    results: list[JsonValue] = []
    missing: list[JsonValue] = []
    for each in inputs:
        key = _text(each.get("id"))
        try:
            results.append(shown(found(asked.portal, kind, key, named), kind, names))
        except Refused:
            missing.append(key)
    return Outcome(answer=_answer(results, asked.at, missing), portal=asked.portal)


@operation("create a batch of records", "POST", *_paths("create"))
def create_batch(asked: Asked) -> Outcome:
    """201; a record that is there already refuses them all."""
    return _written(asked, lambda now, portal, kind, each: create(portal, kind, read_properties(each), now.at), 201)


@operation("update a batch of records", "POST", *_paths("update"))
def update_batch(asked: Asked) -> Outcome:
    """200; a record that is unknown refuses them all."""

    def update(now: Asked, portal: Portal, kind: str, each: Members) -> Written:
        record = found(portal, kind, _text(each.get("id")), _own_property(now, kind, each))
        return write(portal, kind, record, read_properties(each), now.at)

    return _written(asked, update, 200)


@operation("upsert a batch of records", "POST", *_paths("upsert"))
def upsert_batch(asked: Asked) -> Outcome:
    """200; each record is written, or made under its unique value."""
    return _written(asked, _upsert, 200)


def _upsert(asked: Asked, portal: Portal, kind: str, each: Members) -> Written:
    name, key, properties = _own_property(asked, kind, each), _text(each.get("id")), read_properties(each)
    try:
        record = found(portal, kind, key, name)
    except Refused:
        return create(portal, kind, {**({name: key} if name else {}), **properties}, asked.at)
    return write(portal, kind, record, properties, asked.at)


def _own_property(asked: Asked, kind: str, each: Members) -> str | None:
    return id_property(asked, kind, _text(each.get("idProperty")) or None)


def _written(asked: Asked, write_one: WriteOne, status: int) -> Outcome:
    kind, portal = type_named(asked.parts["kind"]), asked.portal
    results: list[JsonValue] = []
    counted: list[Counted] = []
    for each in asked.objects(asked.json_object("inputs"), "inputs", BATCHED_RECORDS):
        written = write_one(asked, portal, kind, each)
        portal = written.portal
        counted.append(written.counted)
        names = (*dict(written.counted.properties), "lifecyclestage")
        results.append({**shown(written.record, kind, names), "new": written.is_new})
    answer = _answer(results, asked.at, [], status)
    return Outcome(answer=answer, portal=portal, counted=tuple(counted))


def _answer(results: list[JsonValue], at: datetime, missing: list[JsonValue], status: int = 200) -> Answer:
    body: Members = {"status": "COMPLETE", "results": results, "startedAt": iso(at), "completedAt": iso(at)}
    if missing:
        error: JsonValue = {
            "status": "error",
            "category": "OBJECT_NOT_FOUND",
            "message": "Could not get some objects, they may be deleted or not exist. Check that ids are valid.",
            "context": {"ids": missing},
        }
        return Answer(status=207, body={**body, "numErrors": 1, "errors": [error]})
    return Answer(status=status, body=body)


def _text(value: JsonValue) -> str:
    return "" if value is None else str(value)
