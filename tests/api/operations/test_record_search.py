"""Searches for records, by filters."""

from __future__ import annotations

import pytest

from harness.api.call import JsonValue
from tests.api.asking import CONTACTS, Teller, faults, ids, teller


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        pytest.param([("email", "EQ", "ADA@acme.test")], ["101"], id="equal"),
        pytest.param([("email", "NEQ", "ada@acme.test")], ["102"], id="not equal"),
        pytest.param([("email", "CONTAINS_TOKEN", "*acme*")], ["101", "102"], id="contains"),
        pytest.param([("email", "NOT_CONTAINS_TOKEN", "ada")], ["102"], id="contains not"),
        pytest.param([("firstname", "HAS_PROPERTY", None)], ["101"], id="there"),
        pytest.param([("firstname", "NOT_HAS_PROPERTY", None)], ["102"], id="not there"),
        pytest.param([("email", "EQ", "ada@acme.test"), ("firstname", "EQ", "x")], [], id="both"),
    ],
)
def test_a_search_finds_what_meets_all_filters(
    ask: Teller, filters: list[tuple[str, str, str | None]], found: list[str]
) -> None:
    ask("POST", CONTACTS, {"properties": {"email": "grace@acme.test"}})
    group: JsonValue = {
        "filters": [{"propertyName": name, "operator": operator, "value": value} for name, operator, value in filters]
    }

    call = ask("POST", f"{CONTACTS}/search", {"filterGroups": [group], "properties": ["phone"]})

    assert ids(call) == found
    assert isinstance(call.answer, dict)
    assert call.answer["total"] == len(found)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        pytest.param({"operator": "IS"}, "operator 'IS': the collector knows EQ, NEQ, CONTAINS_TOKEN", id="operator"),
        pytest.param({"operator": "EQ", "value": "x"}, "propertyName: wanted the name of a property", id="name"),
    ],
)
def test_a_filter_that_cannot_be_meant_is_refused(given: JsonValue, reason: str) -> None:
    call = teller()("POST", f"{CONTACTS}/search", {"filterGroups": [{"filters": [given]}]})

    assert [(kind, text[: len(reason)]) for kind, text in faults(call)] == [("invalid-value", reason)]
