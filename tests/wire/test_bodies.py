"""Bodies as wire pairs."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.wire.bodies import BODIES, BodyError, gather_fields, json_body, json_pairs, spread_fields
from harness.wire.hits import FormField, RawRequest

URL = "https://api.hsforms.com/submissions/v3/integration/submit/4242/f1"


def submission(content_type: str, body: bytes) -> RawRequest:
    return RawRequest(method="POST", url=URL, headers=(("Content-Type", content_type),), body=body)


@pytest.mark.parametrize(
    ("body", "pairs"),
    [
        pytest.param({}, [], id="empty"),
        pytest.param({"portalId": 4242, "utk": None}, [("portalId", "4242")], id="a number, and null"),
        pytest.param({"a": True, "b": [1, {"c": "d"}]}, [("a", "true"), ("b", '[1,{"c":"d"}]')], id="JSON stays text"),
        pytest.param(
            {"context": {"hutk": "t", "ip": None}, "z": "1", "formValues": {"a": "b"}},
            [("z", "1"), ("formValues.a", "b"), ("context.hutk", "t")],
            id="groups after plain members",
        ),
        pytest.param({"context": None}, [], id="no group"),
        pytest.param(
            {"fields": [{"name": "email", "value": "ada@acme.test", "objectTypeId": "0-1"}, {"name": "a/b"}]},
            [("fields.0-1/email", "ada@acme.test"), ("fields./a/b", "")],
            id="form fields",
        ),
    ],
)
def test_a_json_body_is_flattened(body: object, pairs: list[tuple[str, str]]) -> None:
    assert json_pairs(json.dumps(body).encode()) == pairs


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param(b"", r"body '': wanted a JSON object", id="empty"),
        pytest.param(b"\xff\x00", r"body '\\ufffd\\x00|wanted a JSON object", id="binary"),
        pytest.param(b"[1]", r"body '\[1\]': wanted a JSON object", id="a list"),
        pytest.param(b"[" * 100_000, "wanted a JSON object", id="too deep"),
        pytest.param(b'{"context":5}', "context '5' in the body: wanted an object", id="a group that is none"),
        pytest.param(b'{"fields":{"a":1}}', "in the body: wanted a list", id="fields that are no list"),
        pytest.param(
            b'{"fields":[5]}', "field '5' in the body: wanted an object with a name", id="a field that is none"
        ),
        pytest.param(
            b'{"fields":[{}]}', "field '{}' in the body: wanted an object with a name", id="a field without a name"
        ),
        pytest.param(
            json.dumps({str(number): 1 for number in range(10_001)}).encode(), "more than 10000 values", id="too many"
        ),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_with_a_reason(body: bytes, reason: str) -> None:
    with pytest.raises(BodyError, match=reason):
        json_pairs(body)


def test_pairs_make_the_body_that_a_browser_sends() -> None:
    pairs = [
        ("portalId", "4242"),
        ("uuid", "7"),
        ("contactFields.email", "a@b.test"),
        ("fields.0-1/a", "x"),
        ("fields./b", "y"),
    ]

    assert json.loads(json_body(pairs)) == {
        "portalId": 4242,
        "uuid": "7",
        "contactFields": {"email": "a@b.test"},
        "fields": [{"objectTypeId": "0-1", "name": "a", "value": "x"}, {"name": "b", "value": "y"}],
    }


def test_a_number_that_is_none_stays_text() -> None:
    assert json.loads(json_body([("portalId", "x"), ("context", "y")])) == {"portalId": "x", "context": "y"}


def test_form_fields_spread_into_pairs_and_back() -> None:
    fields = (FormField(name="a/b", value="1"), FormField(name="email", value="", object_type="0-1"))

    assert gather_fields(spread_fields(fields)) == fields


MULTIPART = (
    b'--XX\r\nContent-Disposition: form-data; name="email"\r\n\r\nada@acme.test\r\n'
    b'--XX\r\nContent-Disposition: form-data; name="hs_context"\r\n\r\n'
    b'{"hutk":"t","pageUrl":"https://acme.test/","x":null}\r\n--XX--\r\n'
)
PAIRS = [("fields./email", "ada@acme.test"), ("context.hutk", "t"), ("context.pageUri", "https://acme.test/")]


@pytest.mark.parametrize(
    "request_",
    [
        pytest.param(
            submission(
                "application/x-www-form-urlencoded; charset=UTF-8",
                b"email=ada%40acme.test&hs_context=%7B%22hutk%22%3A%22t%22%2C%22pageUrl%22%3A%22https%3A%2F%2Facme.test%2F%22%7D",
            ),
            id="form-encoded",
        ),
        pytest.param(submission('multipart/form-data; boundary="XX"', MULTIPART), id="several parts"),
    ],
)
def test_a_submission_of_fields_reads_like_a_json_one(request_: RawRequest) -> None:
    assert BODIES["form submission"](request_) == PAIRS


def test_a_submission_without_a_content_type_is_json() -> None:
    request = RawRequest(method="POST", url=URL, body=b'{"fields":[{"name":"a","value":"b"}]}')

    assert BODIES["form submission"](request) == [("fields./a", "b")]


def test_a_submission_of_too_many_fields_is_refused() -> None:
    with pytest.raises(BodyError, match="more than 10000 values"):
        BODIES["form submission"](submission("application/x-www-form-urlencoded", b"a=1&" * 10_001))


@given(
    st.sampled_from(["", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a", "text/plain"]),
    st.binary(),
)
def test_any_body_is_read_or_refused(content_type: str, body: bytes) -> None:
    try:
        pairs = BODIES["form submission"](submission(content_type, body))
    except BodyError as error:
        pairs = [("refused", str(error))]

    assert all(isinstance(name, str) and isinstance(value, str) for name, value in pairs)
