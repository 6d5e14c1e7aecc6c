"""Contacts, companies and other records, one by one."""

from __future__ import annotations

import json

import pytest

from harness.api.call import ApiCall, Counted, JsonValue
from tests.api.asking import ADA, CONTACTS, Teller, faults, ids, message, teller

STAMP = "2026-11-22T12:00:00.000Z"


def properties(call: ApiCall) -> dict[str, JsonValue]:
    assert isinstance(call.answer, dict)
    found = call.answer["properties"]
    assert isinstance(found, dict)
    return found


def test_a_contact_is_made_and_shown_with_what_was_given() -> None:
    call = teller()("POST", CONTACTS, {"properties": {**ADA, "plan": 3}})

    assert call.status == 201
    assert call.answer == {
        "id": "101",
        "properties": {
            "email": "ada@acme.test",
            "firstname": "Ada",
            "lastname": None,
            "plan": "3",
            "lifecyclestage": None,
            "createdate": STAMP,
            "hs_object_id": "101",
            "lastmodifieddate": STAMP,
        },
        "createdAt": STAMP,
        "updatedAt": STAMP,
        "archived": False,
    }
    assert call.counted == (
        Counted(
            kind="contact",
            name="contacts",
            portal_id=4242,
            identity=(("email", "ada@acme.test"),),
            properties=(("email", "ada@acme.test"), ("firstname", "Ada"), ("plan", "3")),
            record_id="101",
        ),
    )


def test_the_same_address_is_made_once(ask: Teller) -> None:
    call = ask("POST", CONTACTS, {"properties": {"email": "Ada@acme.test"}})

    assert (call.status, message(call), call.good) == (409, "Contact already exists. Existing ID: 101", True)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(f"{CONTACTS}/101", id="id"),
        pytest.param(f"{CONTACTS}/101?idProperty=hs_object_id", id="id by name"),
        pytest.param(f"{CONTACTS}/Ada%40acme.test?idProperty=email", id="e-mail address"),
        pytest.param("/crm/objects/2026-03/contacts/101", id="dated path"),
        pytest.param("/crm/v3/objects/0-1/101", id="type by number"),
    ],
)
def test_a_record_is_found_by_id_and_by_address(ask: Teller, path: str) -> None:
    assert properties(ask("GET", path))["firstname"] == "Ada"


def test_a_record_is_shown_with_the_properties_that_are_asked_for(ask: Teller) -> None:
    call = ask("GET", f"{CONTACTS}/101?properties=phone,city&properties=zip")

    assert {"phone": None, "city": None, "zip": None}.items() <= properties(call).items()


def test_an_update_changes_what_it_names(ask: Teller) -> None:
    call = ask("PATCH", f"{CONTACTS}/ada@acme.test?idProperty=email", {"properties": {"firstname": "Grace"}})

    assert call.status == 200
    assert properties(call)["firstname"] == "Grace"
    assert call.counted[0].identity == (("email", "ada@acme.test"),)
    assert call.counted[0].properties == (("firstname", "Grace"),)


def test_an_unknown_contact_is_no_fault_of_the_call(ask: Teller) -> None:
    call = ask("PATCH", f"{CONTACTS}/grace@acme.test?idProperty=email", {"properties": {}})

    assert (call.status, message(call), call.good) == (404, "resource not found", True)


def test_an_address_is_not_taken_from_another_contact(ask: Teller) -> None:
    ask("POST", CONTACTS, {"properties": {"email": "grace@acme.test"}})

    call = ask("PATCH", f"{CONTACTS}/102", {"properties": {"email": "ada@acme.test"}})

    assert (call.status, message(call)) == (409, "101 already has that value. Existing ID: 101")


@pytest.mark.parametrize(
    ("now", "said", "then"),
    [
        pytest.param("lead", "customer", "customer", id="forwards"),
        pytest.param("customer", "lead", "customer", id="backwards"),
        pytest.param("customer", "", "", id="cleared"),
        pytest.param("customer", "beta_tester", "beta_tester", id="a stage of the portal's own"),
    ],
)
def test_a_lifecycle_stage_never_moves_back(ask: Teller, now: str, said: str, then: str) -> None:
    ask("PATCH", f"{CONTACTS}/101", {"properties": {"lifecyclestage": now}})

    call = ask("PATCH", f"{CONTACTS}/101", {"properties": {"lifecyclestage": said}})

    assert properties(call)["lifecyclestage"] == then


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        pytest.param(
            {"firstName": "Ada"},
            {"message": 'Property "firstName" does not exist', "error": "PROPERTY_DOESNT_EXIST", "name": "firstName"},
            id="capitals",
        ),
        pytest.param(
            {"": "Ada"},
            {"message": 'Property "" does not exist', "error": "PROPERTY_DOESNT_EXIST", "name": ""},
            id="no name",
        ),
        pytest.param(
            {"email": "ada"},
            {"message": "Email address 'ada' is invalid", "error": "INVALID_EMAIL", "name": "email"},
            id="no address",
        ),
        pytest.param(
            {"tags": ["a"]},
            {
                "message": "tags: wanted a text, a number or a boolean",
                "error": "INVALID_TYPE",
                "name": "tags",
            },
            id="list",
        ),
    ],
)
def test_what_is_wrong_stands_as_json_in_the_message(given: JsonValue, complaint: dict[str, JsonValue]) -> None:
    call = teller()("POST", CONTACTS, {"properties": given})

    text = str(message(call)).removeprefix("Property values were not valid: ")
    assert (call.status, json.loads(text)) == (400, [{"isValid": False, **complaint}])
    assert faults(call) == [("invalid-value", complaint["message"])]


@pytest.mark.parametrize("body", [pytest.param({}, id="left out"), pytest.param({"properties": []}, id="a list")])
def test_properties_are_wanted(body: JsonValue) -> None:
    call = teller()("POST", CONTACTS, body)

    assert faults(call) == [
        (
            "unreadable",
            "Invalid input JSON on line 1, column 1: Some required fields were not set: [properties]",
        )
    ]


def test_a_deleted_contact_is_unknown(ask: Teller) -> None:
    assert ask("DELETE", f"{CONTACTS}/101").status == 204
    assert ask("GET", f"{CONTACTS}/101").status == 404


def test_records_are_listed_by_pages(ask: Teller) -> None:
    ask("POST", CONTACTS, {"properties": {"email": "grace@acme.test"}})

    first = ask("GET", f"{CONTACTS}?limit=1")
    last = ask("GET", f"{CONTACTS}?after=102")

    assert ids(first) == ["101"]
    assert isinstance(first.answer, dict)
    assert first.answer["paging"] == {"next": {"after": "102"}}
    assert ids(last) == ["102"]


@pytest.mark.parametrize("limit", ["0", "101", "many", "1" * 9])
def test_a_page_has_at_most_100(limit: str) -> None:
    call = teller()("GET", f"{CONTACTS}?limit={limit}")

    assert faults(call) == [("invalid-value", f"'{limit}': wanted a number from 1 to 100")]


def test_records_of_other_types_are_kept_as_well() -> None:
    call = teller()("POST", "/crm/v3/objects/deals", {"properties": {"dealname": "Course"}})

    assert call.counted[0].kind == "record"
