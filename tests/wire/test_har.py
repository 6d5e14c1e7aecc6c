"""Requests out of a HAR."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.wire.har import requests_of_har
from harness.wire.hits import RawRequest

PIXEL = "https://track.hubspot.com/__ptq.gif?k=1&a=4242"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
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


@given(st.lists(JSON))
def test_a_broken_entry_is_left_out(entries: list[Any]) -> None:
    assert requests_of_har(har(*entries)) == ()
