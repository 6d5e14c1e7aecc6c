"""Calls survive being written down, and what is none is told."""

from __future__ import annotations

import json

import pytest

from harness.api.json_text import call_text, calls_text, read_calls
from tests.api.asking import CONTACTS, FORM, USERTOKEN, teller


def test_calls_are_the_same_after_being_written_and_read() -> None:
    ask = teller()
    calls = (
        ask("POST", FORM, {"fields": [{"name": "email", "value": "ada@acme.test"}], "context": {"hutk": USERTOKEN}}),
        ask("POST", CONTACTS, b'{"properties": {"name": "\\ud800"}}'),
        ask("GET", "/nowhere"),
    )

    assert read_calls(calls_text(calls)) == calls


def test_a_call_is_one_line() -> None:
    told = json.loads(call_text(teller()("GET", "/nowhere?a=1")))

    assert told == {
        "number": 1,
        "at": "2026-11-22T12:00:00Z",
        "method": "GET",
        "path": "/nowhere",
        "query": [["a", "1"]],
        "headers": [["content-type", "application/json"]],
        "body": "",
        "operation": "",
        "status": 404,
        "answer": {
            "status": "error",
            "message": "resource not found",
            "correlationId": "1070f992-1d7c-5ddf-89db-2fd33e1e08e1",
        },
        "faults": [
            {
                "kind": "unknown-endpoint",
                "text": "the collector knows no GET /nowhere; docs/server-side.md lists what is known",
            }
        ],
        "counted": [],
        "good": False,
    }


@pytest.mark.parametrize("text", ["", "[]", '{"calls": 7}', '{"calls": [{"number": "x"}]}'])
def test_another_text_holds_no_calls(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_calls(text)
