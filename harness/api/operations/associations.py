"""What belongs together, `PUT .../associations/...`; "Associations"."""

from __future__ import annotations

from harness.api.asked import Asked
from harness.api.call import Answer, JsonValue
from harness.api.records import found, shown, type_named
from harness.api.refusal import Outcome
from harness.api.routes import operation

RECORDS = "/crm/{version}/objects/{kind}/{key}/associations"


@operation("associate records", "PUT", f"{RECORDS}/{{other}}/{{other_key}}/{{label}}")
def associate(asked: Asked) -> Outcome:
    """200 with the first record; 404 when one of the two is unknown."""
    kind = type_named(asked.parts["kind"])
    record = found(asked.portal, kind, asked.parts["key"], None)
    found(asked.portal, type_named(asked.parts["other"]), asked.parts["other_key"], None)
    return Outcome(answer=Answer(body=shown(record, kind)), portal=asked.portal)


@operation(
    "associate records by default",
    "PUT",
    f"{RECORDS}/default/{{other}}/{{other_key}}",
    "/crm/objects/{version}/{kind}/{key}/associations/default/{other}/{other_key}",
)
def associate_by_default(asked: Asked) -> Outcome:
    """200 with both ends; 404 when one of the two is unknown."""
    body: dict[str, JsonValue] = {"status": "COMPLETE", "results": [_ends(asked)]}
    return Outcome(answer=Answer(body=body), portal=asked.portal)


@operation("associate records with labels", "PUT", f"{RECORDS}/{{other}}/{{other_key}}")
def associate_with_labels(asked: Asked) -> Outcome:
    """201 with both ends; the labels are the list in the body."""
    asked.json_list()
    return Outcome(answer=Answer(status=201, body=_ends(asked)), portal=asked.portal)


def _ends(asked: Asked) -> dict[str, JsonValue]:
    one = found(asked.portal, type_named(asked.parts["kind"]), asked.parts["key"], None)
    other = found(asked.portal, type_named(asked.parts["other"]), asked.parts["other_key"], None)
    return {"fromObjectId": one.id, "toObjectId": other.id, "labels": []}
