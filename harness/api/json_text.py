"""Calls as JSON and back: what `/_hstrack/...` answers and what `--save` writes."""

from __future__ import annotations

import json
from collections.abc import Iterable

import msgspec

from harness.api.call import ApiCall

__all__ = ["call_text", "calls_text", "read_calls"]


def call_text(call: ApiCall) -> str:
    """One call on one line."""
    # Not msgspec's own encoder: a body may hold half of a surrogate pair, which only an escape can stand for.
    return json.dumps({**msgspec.to_builtins(call), "good": call.good})


def calls_text(calls: Iterable[ApiCall], left_out: int = 0) -> str:
    """What `/_hstrack/all` answers: `{"calls": [...], "left_out": 0}`."""
    listed = [{**msgspec.to_builtins(call), "good": call.good} for call in calls]
    return json.dumps({"calls": listed, "left_out": left_out})


def read_calls(text: str | bytes) -> tuple[ApiCall, ...]:
    """The calls in such an answer; raises ValueError for any other text."""
    given = json.loads(text)
    listed = given.get("calls") if isinstance(given, dict) else None
    return msgspec.convert(listed, tuple[ApiCall, ...])
