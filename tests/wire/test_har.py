"""Requests out of a HAR."""

from __future__ import annotations

import base64
import gzip
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.wire.har import Answer, answers_of_har, requests_of_har
from harness.wire.hits import RawRequest
from harness.wire.parts import Pairs

PIXEL = "https://track.hubspot.com/__ptq.gif?k=1&a=4242"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda x: st.lists(x, max_size=4) | st.dictionaries(st.text(), x, max_size=4),
    max_leaves=8,
)


def har(*entries: Any) -> str:
    return json.dumps({"log": {"entries": entries}})


def test_a_request_is_read_whole() -> None:
    entry = {
        "startedDateTime": "2026-07-13T12:00:00.500+02:00",
        "request": {
            "method": "POST",
            "url": PIXEL,
            "headers": [{"name": "Content-Type", "value": "application/json"}, {"name": "X"}],
            "postData": {"mimeType": "application/json", "text": '{"a":1}'},
        },
    }

    assert requests_of_har(har({}, entry)) == (
        RawRequest(
            method="POST",
            url=PIXEL,
            headers=(("Content-Type", "application/json"),),
            body=b'{"a":1}',
            arrival=1,
            arrived_at=datetime(2026, 7, 13, 10, 0, 0, 500000, tzinfo=UTC),
        ),
    )


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        pytest.param({"url": PIXEL}, RawRequest(url=PIXEL), id="an address alone"),
        pytest.param(
            {"method": "POST", "url": PIXEL, "postData": {"params": [{"name": "a", "value": "b c"}]}},
            RawRequest(method="POST", url=PIXEL, body=b"a=b+c"),
            id="a body in pieces",
        ),
    ],
)
def test_what_is_missing_is_left_empty(request_: dict[str, Any], expected: RawRequest) -> None:
    assert requests_of_har(har({"request": request_})) == (expected,)


def test_a_time_that_is_none_is_left_out() -> None:
    assert requests_of_har(har({"startedDateTime": "today", "request": {"url": PIXEL}})) == (RawRequest(url=PIXEL),)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("<html>", "the text is no JSON", id="no JSON"),
        pytest.param("[" * 100_000, "the text is no JSON", id="too deep"),
        pytest.param("[]", r"no HAR: it has no list at log\.entries", id="a list"),
        pytest.param('{"log": {"entries": {}}}', r"no HAR: it has no list at log\.entries", id="no list"),
    ],
)
def test_a_text_that_is_no_har_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        requests_of_har(text)


@given(st.lists(JSON, max_size=4))
def test_a_broken_entry_is_left_out(entries: list[Any]) -> None:
    assert requests_of_har(har(*entries)) == ()


SCRIPT = "https://js.hs-scripts.com/4242.js"
PACKED = base64.b64encode(gzip.compress(b"let a", mtime=0)).decode()
TYPE = ("content-type", "text/javascript; charset=utf-8")


def entry(content: Any = None, status: Any = 200, headers: Any = (), method: str = "GET") -> Any:
    response = {"status": status, "headers": list(headers), "content": content}
    return {"request": {"method": method, "url": SCRIPT}, "response": response}


def test_an_answer_is_read_whole() -> None:
    read = {
        **entry(
            {"mimeType": "x/y", "text": "let ä"}, headers=[{"name": "Content-Type", "value": "text/js;charset=latin1"}]
        ),
        "startedDateTime": "2026-07-13T12:00:00Z",
    }

    (answer,) = answers_of_har(har(read))

    assert answer == Answer(
        url=SCRIPT,
        headers=(("content-type", "text/js; charset=utf-8"),),
        body="let ä".encode(),
        at=datetime(2026, 7, 13, 12, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("content", "body"),
    [
        pytest.param({"text": "bGV0IGE=", "encoding": "base64"}, b"let a", id="base64"),
        pytest.param({"text": PACKED, "encoding": "base64"}, b"let a", id="compressed in base64"),
        pytest.param({"text": "H4sIAAAA", "encoding": "base64"}, b"", id="a compression that ends at once"),
        pytest.param({"text": "H4v//w==", "encoding": "base64"}, b"\x1f\x8b\xff\xff", id="no compression after all"),
        pytest.param({"text": "a", "encoding": "other"}, b"a", id="an encoding that is none"),
        pytest.param({"_file": "known.js"}, b"beside", id="a file beside"),
    ],
)
def test_a_body_is_read_from(content: Any, body: bytes) -> None:
    (answer,) = answers_of_har(har(entry(content)), {"known.js": b"beside"}.get)

    assert answer.body == body


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        pytest.param({"mimeType": "text/javascript", "text": "a"}, (TYPE,), id="text has no other charset"),
        pytest.param(
            {"mimeType": "image/gif", "text": "AA==", "encoding": "base64"},
            (("content-type", "image/gif"),),
            id="bytes",
        ),
        pytest.param({"text": "a"}, (), id="no type"),
    ],
)
def test_the_type_of_a_body_is_told(content: Any, headers: Pairs) -> None:
    (answer,) = answers_of_har(har(entry(content)))

    assert answer.headers == headers


@pytest.mark.parametrize(
    "left_out",
    [
        pytest.param({}, id="an empty entry"),
        pytest.param({"request": {"url": SCRIPT}}, id="a request alone"),
        pytest.param({"request": {}, "response": {"status": 200, "content": {"text": "a"}}}, id="an answer alone"),
        pytest.param(entry({"text": "a"}, method="POST"), id="an answer to a POST"),
        pytest.param(entry({"text": "a"}, status=0), id="a request that failed"),
        pytest.param(entry({"text": "a"}, status="200"), id="a status in words"),
        pytest.param(entry({"text": "a"}, status=304), id="an answer out of the browser's cache"),
        pytest.param(entry({"size": 9}), id="a body that was not kept"),
        pytest.param(entry(), id="no body"),
        pytest.param(entry({"_file": "gone.js"}), id="a file that is not there"),
        pytest.param(entry({"text": "ä", "encoding": "base64"}), id="base64 that is none"),
    ],
)
def test_an_answer_that_cannot_be_given_again_is_left_out(left_out: Any) -> None:
    assert answers_of_har(har(left_out)) == ()


def test_a_failure_needs_no_body() -> None:
    (answer,) = answers_of_har(har(entry(status=404)))

    assert (answer.status, answer.body) == (404, b"")


def test_a_header_is_found_by_its_name_in_lower_case() -> None:
    answer = Answer(url=SCRIPT, headers=(("Location", "/a"), ("location", "/b")))

    assert [answer.header(name) for name in ("location", "vary")] == ["/a", ""]


@given(st.lists(JSON, max_size=4))
def test_answers_of_broken_entries_are_left_out(entries: list[Any]) -> None:
    assert answers_of_har(har(*entries)) == ()
