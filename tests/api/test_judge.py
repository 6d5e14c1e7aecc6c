"""Every call gets HubSpot's kind of answer: strangers, wrong addresses, too many, bodies that nobody can read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.api.figures import Rate
from harness.api.judge import judge
from harness.api.portal import Portal
from tests.api.asking import CONTACTS, FORM, faults, message, request, teller

SEND = "/events/v3/send"
EVENT = {"eventName": "pe4242_signed_up", "email": "ada@acme.test"}
NO_TOKEN = "no access token: wanted a header 'Authorization: Bearer ...'"


@pytest.mark.parametrize(
    ("token", "reason"),
    [
        pytest.param(None, NO_TOKEN, id="no header"),
        pytest.param(" ", "another access token than the collector was told", id="empty"),
        pytest.param("wrong", "another access token than the collector was told", id="another"),
    ],
)
def test_a_stranger_is_turned_away(token: str | None, reason: str) -> None:
    call = teller(token="secret")("POST", SEND, EVENT, token=token)

    assert (call.status, faults(call)) == (401, [("unauthorized", reason)])
    assert isinstance(call.answer, dict)
    assert call.answer["category"] == "INVALID_AUTHENTICATION"


def test_another_scheme_is_no_token() -> None:
    asked = request("POST", SEND, token=None)
    basic = type(asked)(method="POST", path=SEND, headers=(("authorization", "Basic eA=="),), at=asked.at)

    assert faults(judge(basic, Portal())[0]) == [("unauthorized", NO_TOKEN)]


@pytest.mark.parametrize(
    ("method", "path", "status", "reason"),
    [
        pytest.param(
            "GET",
            "/crm/v3/objects",
            404,
            "the collector knows no GET /crm/v3/objects; docs/server-side.md lists what is known",
            id="unknown address",
        ),
        pytest.param("PUT", SEND, 405, f"the collector knows no PUT {SEND}; it takes POST", id="unknown method"),
    ],
)
def test_an_unknown_address_is_told_apart_from_an_unknown_method(
    method: str, path: str, status: int, reason: str
) -> None:
    call = teller()(method, path)

    assert (call.status, call.operation, faults(call)) == (status, "", [("unknown-endpoint", reason)])


def test_ten_calls_are_taken_in_a_second() -> None:
    ask = teller()
    answered = [ask("POST", SEND, EVENT, after_s=0.05 * number).status for number in range(11)]

    refused = ask("POST", SEND, EVENT, after_s=0.99)
    taken = ask("POST", SEND, EVENT, after_s=1.04)

    assert answered == [204] * 10 + [429]
    assert faults(refused) == [("rate-limit", "more than 10 calls in one second")]
    assert refused.answer == {
        "status": "error",
        "message": "You have reached your secondly limit.",
        "errorType": "RATE_LIMIT",
        "policyName": "SECONDLY",
        "correlationId": "7a453759-cf83-5c1b-98c6-98dc77d294d1",
    }
    assert taken.status == 204


@pytest.mark.parametrize(
    ("rate", "told", "reason"),
    [
        pytest.param(
            Rate(1, 10),
            "You have reached your ten_secondly_rolling limit.",
            "more than 1 calls in 10 seconds",
            id="10 s",
        ),
        pytest.param(Rate(1, 60), "You have reached your custom limit.", "more than 1 calls in 60 seconds", id="60 s"),
    ],
)
def test_another_limit_has_another_name(rate: Rate, told: str, reason: str) -> None:
    ask = teller(rate=rate)
    ask("GET", CONTACTS)

    call = ask("GET", CONTACTS)

    assert (message(call), faults(call)) == (told, [("rate-limit", reason)])


def test_a_search_is_taken_five_times_a_second() -> None:
    ask = teller()

    assert [ask("POST", f"{CONTACTS}/search", {}).status for _ in range(6)] == [200] * 5 + [429]
    assert ask.answer.headers == ()


def test_without_a_rate_nothing_is_limited() -> None:
    ask = teller(rate=None)

    assert {ask("POST", SEND, EVENT).status for _ in range(30)} == {204}
    assert ask.answer.headers == ()


def test_an_answer_tells_how_many_calls_are_left() -> None:
    ask = teller()
    ask("POST", SEND, EVENT)
    ask("POST", SEND, EVENT)

    assert ask.answer.headers == (
        ("x-hubspot-ratelimit-max", "10"),
        ("x-hubspot-ratelimit-remaining", "8"),
        ("x-hubspot-ratelimit-interval-milliseconds", "1000"),
    )


@pytest.mark.parametrize(
    ("body", "told"),
    [
        pytest.param(b"", "Expecting value: line 1 column 1 (char 0)", id="nothing"),
        pytest.param(b"\xff\xfe\x00", "it cannot be read", id="garbage"),
        pytest.param(b'{"eventName": ', "Expecting value: line 1 column 15 (char 14)", id="cut short"),
        pytest.param(b"[1, 2]", "wanted an object", id="list"),
        pytest.param(b'{"a": NaN}', "it cannot be read", id="nan"),
        pytest.param(b'{"a": ' + b"[" * 100_000, "it cannot be read", id="100,000 brackets"),
        pytest.param(b'{"a": ' + b"[" * 50 + b"]" * 50 + b"}", "it is nested deeper than 40 levels", id="deep"),
        pytest.param(b'{"a": ' + b"9" * 5000 + b"}", "it cannot be read", id="5,000 digits"),
    ],
)
def test_a_body_that_cannot_be_read_is_told_as_hubspot_does(body: bytes, told: str) -> None:
    call = teller()("POST", SEND, body)

    assert (call.status, faults(call)) == (400, [("unreadable", f"Invalid input JSON on line 1, column 1: {told}")])


def test_a_body_of_another_type_is_refused() -> None:
    call = teller()("POST", SEND, b"eventName=pe4242_signed_up", content_type="application/x-www-form-urlencoded")

    assert (call.status, message(call)) == (415, "HTTP 415 Unsupported Media Type")
    assert faults(call) == [("unreadable", "content type 'application/x-www-form-urlencoded': wanted application/json")]


def test_a_body_that_is_too_large_is_refused() -> None:
    call = teller()("POST", FORM, too_large=True)

    assert (call.status, faults(call)) == (
        413,
        [("unreadable", "a body of more than 1024 kB, which is all that the collector reads")],
    )


def test_credentials_are_not_kept() -> None:
    ask = teller()
    form = b"grant_type=refresh_token&client_secret=s3cret&refresh_token=t0ken"

    calls = [
        ask("GET", f"{CONTACTS}?hapikey=s3cret&limit=1", token="t0ken"),
        ask("POST", "/oauth/v1/token", form, token=None, content_type="application/x-www-form-urlencoded"),
    ]

    assert calls[0].query == (("hapikey", "***"), ("limit", "1"))
    assert "t0ken" not in repr(calls)
    assert "s3cret" not in repr(calls)


def test_a_token_is_refreshed_without_questions() -> None:
    call = teller(token="secret")("POST", "/oauth/v1/token", token=None)

    assert call.answer == {
        "access_token": "secret",
        "refresh_token": "a-refresh-token",
        "expires_in": 1800,
        "token_type": "bearer",
    }


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
PATHS = st.sampled_from(
    [
        SEND,
        f"{SEND}/batch",
        FORM,
        CONTACTS,
        f"{CONTACTS}/1",
        f"{CONTACTS}/%FF?idProperty=email",
        f"{CONTACTS}/search",
        f"{CONTACTS}/batch/upsert",
        f"{CONTACTS}/1/associations/companies/2",
        "/events/v3/event-definitions",
        "/events/v3/event-definitions/x/property",
        "/crm/v3/properties/contacts",
        "/contacts/v1/contact/createOrUpdate/email/ada@acme.test",
    ]
)
KEYS = st.sampled_from(
    ["inputs", "properties", "fields", "context", "eventName", "filterGroups", "name", "label", "id"]
)


@given(
    method=st.sampled_from(["GET", "POST", "PATCH", "PUT", "DELETE"]),
    path=PATHS,
    body=st.binary(max_size=60) | JSON.map(json.dumps).map(str.encode)
    | st.dictionaries(KEYS, JSON, max_size=5).map(json.dumps).map(str.encode),
)  # fmt: skip
def test_whatever_is_asked_gets_an_answer(method: str, path: str, body: bytes) -> None:
    call, answer, portal = judge(request(method, path, body), Portal())

    assert call.status == answer.status
    assert json.dumps(answer.body)
    assert portal.calls == 1
