"""Single records of the CRM; "Contacts", "Companies"."""

from __future__ import annotations

from harness.api.asked import Asked, number_of
from harness.api.call import Answer, JsonValue
from harness.api.records import Written, create, found, id_property, read_properties, shown, type_named, write
from harness.api.refusal import Outcome
from harness.api.routes import operation

ALL = ("/crm/{version}/objects/{kind}", "/crm/objects/{version}/{kind}")
ONE = ("/crm/{version}/objects/{kind}/{key}", "/crm/objects/{version}/{kind}/{key}")
MOST_LISTED = 100


@operation("create a record", "POST", *ALL)
def create_one(asked: Asked) -> Outcome:
    """A new record: 201."""
    kind, properties = type_named(asked.parts["kind"]), read_properties(asked.json_object())
    return _outcome(create(asked.portal, kind, properties, asked.at), kind, 201)


@operation("read records", "GET", *ALL)
def read_all(asked: Asked) -> Outcome:
    """A page of records, in the order of their ids."""
    kind, limit = type_named(asked.parts["kind"]), number_of(asked.request.parameter("limit"), 10, MOST_LISTED)
    after = number_of(asked.request.parameter("after"), 1, 99_999_999)
    records = sorted(asked.portal.of_type(kind).values(), key=lambda record: int(record.id))
    left = [record for record in records if int(record.id) >= after]
    results: list[JsonValue] = [shown(record, kind, _asked_for(asked)) for record in left[:limit]]
    body: dict[str, JsonValue] = {"results": results}
    if left[limit:]:
        body["paging"] = {"next": {"after": left[limit].id}}
    return Outcome(answer=Answer(body=body), portal=asked.portal)


@operation("read a record", "GET", *ONE)
def read_one(asked: Asked) -> Outcome:
    """A record, or 404."""
    kind = type_named(asked.parts["kind"])
    record = found(asked.portal, kind, asked.parts["key"], _id_property(asked, kind))
    return Outcome(answer=Answer(body=shown(record, kind, _asked_for(asked))), portal=asked.portal)


@operation("update a record", "PATCH", *ONE)
def update_one(asked: Asked) -> Outcome:
    """A record with other values, or 404."""
    kind, properties = type_named(asked.parts["kind"]), read_properties(asked.json_object())
    record = found(asked.portal, kind, asked.parts["key"], _id_property(asked, kind))
    return _outcome(write(asked.portal, kind, record, properties, asked.at), kind, 200)


@operation("delete a record", "DELETE", *ONE)
def delete_one(asked: Asked) -> Outcome:
    """204, whether the record was there or not."""
    kind = type_named(asked.parts["kind"])
    return Outcome(answer=Answer(status=204), portal=asked.portal.without_record(kind, asked.parts["key"]))


def _outcome(written: Written, kind: str, status: int) -> Outcome:
    names = (*dict(written.counted.properties), "lifecyclestage")
    answer = Answer(status=status, body=shown(written.record, kind, names))
    return Outcome(answer=answer, portal=written.portal, counted=(written.counted,))


def _id_property(asked: Asked, kind: str) -> str | None:
    return id_property(asked, kind, asked.request.parameter("idProperty"))


def _asked_for(asked: Asked) -> tuple[str, ...]:
    """The properties that the query names, by commas or by repetition."""
    listed = (value for name, value in asked.request.query if name == "properties")
    return tuple(name.strip() for text in listed for name in text.split(",") if name.strip())
