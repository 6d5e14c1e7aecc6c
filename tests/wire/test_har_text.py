"""Answers into a HAR."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.wire.har import Answer, answers_of_har
from harness.wire.har_text import har_text

ANSWER = Answer(
    url="https://js.hs-scripts.com/4242.js?v=a+b",
    status=200,
    headers=(("content-type", "text/javascript; charset=utf-8"), ("location", "/elsewhere")),
    body="let ä".encode(),
    at=datetime(2026, 11, 22, 10, 0, 0, 500000, tzinfo=UTC),
)


def written(*answers: Answer) -> str:
    return har_text(answers, page="www.acme.test", creator=("hstrack", "1.0"), browser=("chromium", "156"))


def test_a_har_has_all_that_version_1_2_demands() -> None:
    assert json.loads(written(ANSWER)) == {
        "log": {
            "version": "1.2",
            "creator": {"name": "hstrack", "version": "1.0"},
            "browser": {"name": "chromium", "version": "156"},
            "pages": [
                {
                    "id": "page_1",
                    "title": "www.acme.test",
                    "startedDateTime": "2026-11-22T10:00:00.500+00:00",
                    "pageTimings": {},
                }
            ],
            "entries": [
                {
                    "pageref": "page_1",
                    "startedDateTime": "2026-11-22T10:00:00.500+00:00",
                    "time": 0,
                    "request": {
                        "method": "GET",
                        "url": "https://js.hs-scripts.com/4242.js?v=a+b",
                        "httpVersion": "HTTP/1.1",
                        "cookies": [],
                        "headers": [],
                        "queryString": [{"name": "v", "value": "a b"}],
                        "headersSize": -1,
                        "bodySize": -1,
                    },
                    "response": {
                        "status": 200,
                        "statusText": "",
                        "httpVersion": "HTTP/1.1",
                        "cookies": [],
                        "headers": [
                            {"name": "content-type", "value": "text/javascript; charset=utf-8"},
                            {"name": "location", "value": "/elsewhere"},
                        ],
                        "content": {"size": 6, "mimeType": "text/javascript; charset=utf-8", "text": "let ä"},
                        "redirectURL": "/elsewhere",
                        "headersSize": -1,
                        "bodySize": -1,
                    },
                    "cache": {},
                    "timings": {"send": 0, "wait": 0, "receive": 0},
                }
            ],
        }
    }


def test_the_page_began_with_the_first_answer_or_never() -> None:
    started = [json.loads(text)["log"]["pages"][0]["startedDateTime"] for text in (written(ANSWER), written())]
    assert started == ["2026-11-22T10:00:00.500+00:00", "1970-01-01T00:00:00.000+00:00"]


@pytest.mark.parametrize("body", [b"\xff\xfe", b"text", b""], ids=["bytes", "text", "nothing"])
def test_what_was_written_is_read_again(body: bytes) -> None:
    answer = Answer(url="https://js.hs-scripts.com/1.js", headers=(("content-type", "x/y; charset=utf-8"),), body=body)
    assert answers_of_har(written(answer)) == (answer,)


@given(st.binary())
def test_any_body_that_is_not_compressed_survives(body: bytes) -> None:
    (read,) = answers_of_har(written(Answer(url="https://js.hs-scripts.com/1.js", body=b"\0" + body)))
    assert read.body == b"\0" + body
