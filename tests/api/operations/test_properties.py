"""Definitions of properties."""

from __future__ import annotations

from harness.api.call import JsonValue
from tests.api.asking import COMPANIES, faults, message, teller


def test_a_unique_property_has_to_be_made_first() -> None:
    ask = teller(rate=None)
    path = f"{COMPANIES}/g1?idProperty=segment_group_id"
    group: JsonValue = {"properties": {"segment_group_id": "g1"}}
    definition: JsonValue = {
        "name": "segment_group_id",
        "label": "Group",
        "type": "string",
        "fieldType": "text",
        "groupName": "companyinformation",
        "hasUniqueValue": True,
    }

    before = ask("PATCH", path, group)
    made, again = (ask("POST", "/crm/v3/properties/companies", definition) for _ in range(2))
    after = ask("PATCH", path, group)
    ask("POST", COMPANIES, group)
    found = ask("PATCH", path, group)
    taken = ask("POST", COMPANIES, group)

    assert (before.status, before.good) == (400, True)
    assert 'Property \\"segment_group_id\\" does not exist' in str(message(before))
    assert (made.status, again.status) == (201, 409)
    assert ask("GET", "/crm/v3/properties/companies/segment_group_id").status == 200
    assert (after.status, found.status) == (404, 200)
    assert message(taken) == "Company already exists. Existing ID: 101"


def test_a_property_has_a_lawful_name_and_is_not_known_before() -> None:
    ask = teller()
    named: JsonValue = {"name": "Plan", "label": "x", "type": "string", "fieldType": "text", "groupName": "x"}

    assert faults(ask("POST", "/crm/v3/properties/contacts", named)) == [
        ("invalid-value", "name 'Plan': wanted a-z, 0-9 and _, a letter first")
    ]
    assert ask("GET", "/crm/v3/properties/contacts/plan").status == 404
