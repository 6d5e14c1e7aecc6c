"""Contacts, companies and other records: one by one, in batches, by search, and what belongs together."""

from __future__ import annotations

import json

import pytest

from harness.api.call import ApiCall, Counted, JsonValue
from tests.api.asking import COMPANIES, CONTACTS, Teller, faults, message, teller

ADA: dict[str, JsonValue] = {"email": "ada@acme.test", "firstname": "Ada"}
STAMP = "2026-11-22T12:00:00.000Z"
LEGACY = "/contacts/v1/contact/createOrUpdate/email/ada@acme.test"


@pytest.fixture
def ask() -> Teller:
    """A portal that knows Ada, as contact 101."""
    teller_of_ada = teller(rate=None)
    teller_of_ada("POST", CONTACTS, {"properties": ADA})
    return teller_of_ada


def properties(call: ApiCall) -> dict[str, JsonValue]:
    assert isinstance(call.answer, dict)
    found = call.answer["properties"]
    assert isinstance(found, dict)
    return found


def ids(call: ApiCall) -> list[JsonValue]:
    assert isinstance(call.answer, dict)
    found = call.answer["results"]
    assert isinstance(found, list)
    return [each["id"] for each in found if isinstance(each, dict)]


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


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        pytest.param("/crm/v3/objects/companies/102/associations/contacts/101/company_to_contact", None, 200, id="v3"),
        pytest.param("/crm/v4/objects/companies/102/associations/default/contacts/101", None, 200, id="v4 default"),
        pytest.param("/crm/v4/objects/companies/102/associations/contacts/101", [], 201, id="v4 with labels"),
        pytest.param("/crm/v4/objects/companies/7/associations/contacts/101", [], 404, id="unknown company"),
        pytest.param("/crm/v4/objects/companies/102/associations/default/contacts/7", None, 404, id="unknown contact"),
        pytest.param("/crm/v4/objects/companies/102/associations/contacts/101", {}, 400, id="labels that are none"),
    ],
)
def test_a_company_and_a_contact_belong_together(ask: Teller, path: str, body: JsonValue, status: int) -> None:
    ask("POST", COMPANIES, {"properties": {"name": "Acme"}})

    assert ask("PUT", path, body).status == status


def test_records_of_other_types_are_kept_as_well() -> None:
    call = teller()("POST", "/crm/v3/objects/deals", {"properties": {"dealname": "Course"}})

    assert call.counted[0].kind == "record"


def test_the_old_contact_api_tells_whether_a_contact_is_new() -> None:
    ask = teller()
    said: JsonValue = {"properties": [{"property": "firstname", "value": "Ada"}]}

    first, second = (ask("POST", LEGACY, said) for _ in range(2))

    assert (first.answer, second.answer) == ({"vid": 101, "isNew": True}, {"vid": 101, "isNew": False})
    assert first.counted[0].properties == (("email", "ada@acme.test"), ("firstname", "Ada"))


def test_the_old_contact_api_wants_an_address() -> None:
    call = teller()("POST", "/contacts/v1/contact/createOrUpdate/email/ada", {"properties": []})

    assert faults(call) == [("invalid-value", "Email address 'ada' is invalid")]
