"""Custom event occurrences are taken or refused as HubSpot's page on them says."""

from __future__ import annotations

import pytest

from harness.api.call import Counted, JsonValue
from tests.api.asking import USERTOKEN, faults, teller

SEND = "/events/v3/send"
GOOD: dict[str, JsonValue] = {"eventName": "pe4242_signed_up", "email": "ada@acme.test"}


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/events/v3/send", id="version 3"),
        pytest.param("/events/2026-03/send", id="dated"),
        pytest.param("/events/custom/2026-03/send", id="dated, as it was first published"),
        pytest.param("/events/v3/send/", id="slash at the end"),
    ],
)
def test_an_occurrence_is_taken_without_a_word(path: str) -> None:
    call = teller()("POST", path, GOOD)

    assert (call.status, call.answer, call.faults) == (204, None, ())
    assert call.counted == (
        Counted(kind="event", name="pe4242_signed_up", portal_id=4242, identity=(("email", "ada@acme.test"),)),
    )


def test_everything_that_is_said_is_counted() -> None:
    said: dict[str, JsonValue] = {
        "eventName": "pe4242_course",
        "objectId": 608051,
        "utk": USERTOKEN,
        "uuid": "u1",
        "occurredAt": "2026-11-20T08:00:00.000Z",
        "properties": {"course": "Math101", "price": 20.5, "Gift": True, "coupon": None},
    }

    assert teller()("POST", SEND, said).counted == (
        Counted(
            kind="event",
            name="pe4242_course",
            portal_id=4242,
            identity=(("objectId", "608051"),),
            properties=(("course", "Math101"), ("price", "20.5"), ("gift", "true"), ("coupon", "")),
            usertoken=USERTOKEN,
        ),
    )


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        pytest.param({"email": ""}, ("missing-identity", "email, utk, or objectId is required"), id="nobody"),
        pytest.param(
            {"email": "ada"}, ("invalid-value", "email 'ada' is no e-mail address"), id="e-mail without a domain"
        ),
        pytest.param({"utk": ["x"]}, ("invalid-value", "utk: wanted a text"), id="token that is a list"),
        pytest.param(
            {"eventName": "pe7_signed_up"},
            ("foreign-portal", "eventName 'pe7_signed_up' is of portal 7, not of 4242"),
            id="event of another portal",
        ),
        pytest.param(
            {"eventName": "Signed up"},
            (
                "invalid-value",
                "eventName 'Signed up': wanted the fully qualified name, pe4242_ and the internal name in lower case",
            ),
            id="label instead of the name",
        ),
        pytest.param(
            {"eventName": 7},
            (
                "invalid-value",
                "eventName '7': wanted the fully qualified name, pe4242_ and the internal name in lower case",
            ),
            id="name that is a number",
        ),
        pytest.param(
            {"occurredAt": "yesterday"},
            (
                "invalid-value",
                "occurredAt 'yesterday': wanted a time as in ISO 8601, or milliseconds since 1970",
            ),
            id="no time",
        ),
        pytest.param(
            {"occurredAt": ["now"]},
            (
                "invalid-value",
                """occurredAt '['now']': wanted a time as in ISO 8601, or milliseconds since 1970""",
            ),
            id="time that is a list",
        ),
        pytest.param(
            {"properties": ["plan"]},
            ("invalid-value", "properties: wanted an object of names and values"),
            id="properties that are a list",
        ),
        pytest.param(
            {"properties": {f"p{number}": 1 for number in range(51)}},
            ("invalid-value", "51 properties: the most are 50"),
            id="51 properties",
        ),
        pytest.param(
            {"properties": {"p" * 51: 1}},
            ("invalid-value", f"property {'p' * 51}: a name has at most 50 characters"),
            id="name of 51 characters",
        ),
        pytest.param(
            {"properties": {"course-id": 1}},
            ("invalid-value", "property 'course-id': a name starts with a letter and has only a-z, 0-9 and _"),
            id="name with a dash",
        ),
        pytest.param(
            {"properties": {"1st": 1}},
            ("invalid-value", "property '1st': a name starts with a letter and has only a-z, 0-9 and _"),
            id="name that starts with a digit",
        ),
        pytest.param(
            {"properties": {"course": "x" * 257}},
            ("invalid-value", "property course: a value of 257 characters; the most are 256"),
            id="value of 257 characters",
        ),
        pytest.param(
            {"properties": {"hs_page_url": "x" * 1025}},
            ("invalid-value", "property hs_page_url: a value of 1025 characters; the most are 1024"),
            id="address of 1025 characters",
        ),
        pytest.param(
            {"properties": {"tags": ["a"]}},
            ("invalid-value", "property tags: wanted a text, a number or a boolean"),
            id="value that is a list",
        ),
    ],
)
def test_what_is_wrong_is_refused_and_counts_nothing(change: dict[str, JsonValue], fault: tuple[str, str]) -> None:
    call = teller()("POST", SEND, {**GOOD, **change})

    assert (call.status, faults(call), call.counted) == (400, [fault], ())
    assert isinstance(call.answer, dict)
    assert call.answer["message"] == fault[1]
    assert call.answer["errors"] == [{"message": fault[1]}]
    assert call.answer["category"] == "VALIDATION_ERROR"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({f"p{number}": 1 for number in range(50)}, id="50 properties"),
        pytest.param({"p" * 50: "x" * 256}, id="name of 50 and value of 256 characters"),
        pytest.param({"hs_referrer": "x" * 1024, "hs_link_href": "x" * 1024}, id="addresses of 1024 characters"),
    ],
)
def test_what_keeps_to_the_limits_is_taken(properties: JsonValue) -> None:
    assert teller()("POST", SEND, {**GOOD, "properties": properties}).status == 204


def test_without_a_name_the_body_is_not_what_is_wanted() -> None:
    call = teller()("POST", SEND, {"email": "ada@acme.test"})

    assert faults(call) == [
        (
            "unreadable",
            "Invalid input JSON on line 1, column 1: Some required fields were not set: [eventName]",
        )
    ]


def test_without_a_portal_id_any_portals_event_is_taken() -> None:
    ask = teller(portal_id=None)

    assert ask("POST", SEND, {**GOOD, "eventName": "pe7_signed_up"}).counted[0].portal_id == 7
    assert faults(ask("POST", SEND, {**GOOD, "eventName": "up"})) == [
        (
            "invalid-value",
            "eventName 'up': wanted the fully qualified name, pe{portal id}_ and the internal name in lower case",
        )
    ]


def test_of_names_that_differ_in_capitals_one_is_kept() -> None:
    call = teller()("POST", SEND, {**GOOD, "properties": {"plan": "gold", "Plan": "silver"}})

    assert call.status == 204
    assert call.counted[0].properties == (("plan", "gold"),)
    assert faults(call) == [("lost-value", "property Plan is lost: HubSpot takes it for plan")]


def test_an_occurrence_that_is_sent_again_counts_once() -> None:
    ask = teller()
    ask("POST", SEND, {**GOOD, "uuid": "u1"})

    again, another = (ask("POST", SEND, {**GOOD, "uuid": uuid}) for uuid in ("u1", "u2"))

    assert (again.status, again.counted, again.good) == (204, (), True)
    assert len(another.counted) == 1


def test_a_batch_is_counted_one_by_one() -> None:
    call = teller()("POST", f"{SEND}/batch", {"inputs": [GOOD, {**GOOD, "email": "grace@acme.test"}]})

    assert call.status == 204
    assert [each.identity for each in call.counted] == [(("email", "ada@acme.test"),), (("email", "grace@acme.test"),)]


def test_one_that_is_wrong_refuses_the_whole_batch() -> None:
    call = teller()("POST", f"{SEND}/batch", {"inputs": [GOOD, {"eventName": "pe4242_signed_up"}]})

    assert (call.status, call.counted) == (400, ())
    assert faults(call) == [("missing-identity", "email, utk, or objectId is required")]


def test_a_batch_has_at_most_500() -> None:
    call = teller()("POST", f"{SEND}/batch", {"inputs": [GOOD] * 501})

    assert faults(call) == [("invalid-value", "Too many inputs: 501, the most are 500")]
