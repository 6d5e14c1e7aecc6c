"""Batches of records: read, made, changed, and how many there may be."""

from __future__ import annotations

import pytest

from harness.api.call import JsonValue
from tests.api.asking import ADA, CONTACTS, Teller, faults, ids, teller


def test_a_batch_tells_which_are_there_and_which_are_not(ask: Teller) -> None:
    body: JsonValue = {
        "idProperty": "email",
        "properties": ["firstname"],
        "inputs": [{"id": "ada@acme.test"}, {"id": "grace@acme.test"}, {}],
    }

    call = ask("POST", f"{CONTACTS}/batch/read", body)

    assert (call.status, ids(call), call.good) == (207, ["101"], True)
    assert isinstance(call.answer, dict)
    assert call.answer["numErrors"] == 1
    assert call.answer["errors"] == [
        {
            "status": "error",
            "category": "OBJECT_NOT_FOUND",
            "message": "Could not get some objects, they may be deleted or not exist. Check that ids are valid.",
            "context": {"ids": ["grace@acme.test", ""]},
        }
    ]


def test_a_batch_that_is_all_there_is_read_by_id(ask: Teller) -> None:
    assert ask("POST", f"{CONTACTS}/batch/read", {"inputs": [{"id": "101"}]}).status == 200


@pytest.mark.parametrize(
    ("what", "inputs", "status", "found"),
    [
        pytest.param("create", [{"properties": {"email": "grace@acme.test"}}], 201, ["102"], id="create"),
        pytest.param("create", [{"properties": ADA}], 409, None, id="create what is there"),
        pytest.param("update", [{"id": "101", "properties": ADA}], 200, ["101"], id="update"),
        pytest.param("update", [{"id": "7", "properties": ADA}], 404, None, id="update what is not there"),
        pytest.param(
            "upsert",
            [
                {"id": "ada@acme.test", "idProperty": "email", "properties": {"plan": "gold"}},
                {"id": "grace@acme.test", "idProperty": "email", "properties": {"plan": "gold"}},
            ],
            200,
            ["101", "102"],
            id="upsert",
        ),
        pytest.param("upsert", [{"id": "7", "properties": {"plan": "gold"}}], 200, ["102"], id="upsert by id"),
    ],
)
def test_a_batch_is_written(
    ask: Teller, what: str, inputs: JsonValue, status: int, found: list[JsonValue] | None
) -> None:
    call = ask("POST", f"{CONTACTS}/batch/{what}", {"inputs": inputs})

    assert (call.status, call.good) == (status, True)
    assert [each.record_id for each in call.counted] == (found or [])


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        pytest.param(
            {"inputs": {}},
            ("unreadable", "Invalid input JSON on line 1, column 1: inputs: wanted a list of objects"),
            id="no list",
        ),
        pytest.param(
            {"inputs": [7]},
            ("unreadable", "Invalid input JSON on line 1, column 1: inputs: wanted a list of objects"),
            id="no objects",
        ),
        pytest.param(
            {"inputs": [{}] * 101}, ("invalid-value", "Too many inputs: 101, the most are 100"), id="101 records"
        ),
    ],
)
def test_a_batch_has_at_most_100_objects(body: JsonValue, fault: tuple[str, str]) -> None:
    assert faults(teller()("POST", f"{CONTACTS}/batch/create", body)) == [fault]
