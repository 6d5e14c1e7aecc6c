"""A call on its way through an operation, and how its body is read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from harness.api.call import ApiRequest, JsonValue
from harness.api.figures import LARGEST_BODY
from harness.api.portal import Portal
from harness.api.refusal import Refused, refused
from harness.wire.words import quoted

__all__ = ["Asked", "number_of", "text_of"]

DEEPEST = 40
"""Levels of a body; Python's own reader gives up far later, and not everything that reads the body after it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request that an operation is to answer, the portal as it stands, and the parts of the path that are named."""

    request: ApiRequest
    portal: Portal
    parts: Mapping[str, str]

    @property
    def at(self) -> datetime:
        """When it was asked."""
        return self.request.at

    def json_object(self, *required: str) -> dict[str, JsonValue]:
        """The body; raises Refused when it is no JSON object, or lacks one of the `required` members."""
        self._check_type("application/json")
        members = self._members()
        if missing := [name for name in required if members.get(name) is None]:
            names = ", ".join(missing)
            raise _bad_json(f"Some required fields were not set: [{names}]")
        return members

    def json_list(self) -> list[JsonValue]:
        """The body; raises Refused when it is no JSON list."""
        self._check_type("application/json")
        value = self._value()
        if not isinstance(value, list):
            raise _bad_json("wanted a list")
        return value

    def objects(self, members: Mapping[str, JsonValue], name: str, most: int) -> list[dict[str, JsonValue]]:
        """A list of at most so many objects within the body; raises Refused."""
        given = members.get(name)
        if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
            raise _bad_json(f"{name}: wanted a list of objects")
        if len(given) > most:
            raise refused(
                400,
                f"Too many inputs: {len(given)}, the most are {most}",
                kind="invalid-value",
                category="VALIDATION_ERROR",
            )
        return [each for each in given if isinstance(each, dict)]

    def _members(self) -> dict[str, JsonValue]:
        value = self._value()
        if not isinstance(value, dict):
            raise _bad_json("wanted an object")
        return value

    def _value(self) -> JsonValue:
        self._check_size()
        try:
            value: JsonValue = json.loads(self.request.body.decode("utf-8"), parse_constant=_no_constant)
        except (ValueError, RecursionError) as error:
            raise _bad_json(str(error) if isinstance(error, json.JSONDecodeError) else "it cannot be read") from None
        if _depth(value) > DEEPEST:
            raise _bad_json(f"it is nested deeper than {DEEPEST} levels")
        return value

    def _check_size(self) -> None:
        if self.request.too_large:
            most = f"{LARGEST_BODY // 1024} kB"
            raise refused(
                413,
                "Request entity too large",
                kind="unreadable",
                reason=f"a body of more than {most}, which is all that the collector reads",
            )

    def _check_type(self, wanted: str) -> None:
        self._check_size()
        given = self.request.header("content-type")
        if given.partition(";")[0].strip().lower() != wanted:
            raise refused(
                415,
                "HTTP 415 Unsupported Media Type",
                kind="unreadable",
                reason=f"content type {quoted(given)}: wanted {wanted}",
            )


def text_of(value: JsonValue) -> str:
    """A plain value as HubSpot keeps it, which is text; raises ValueError for a list or an object."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool() | int() | float():
            return json.dumps(value)
        case _:
            raise ValueError("wanted a text, a number or a boolean")


def number_of(text: str | None, usual: int, most: int) -> int:
    """A whole number in a query, between 1 and `most`; raises Refused."""
    if text is None:
        return usual
    if not (text.isascii() and text.isdecimal() and len(text) < 9 and 1 <= int(text) <= most):
        raise refused(400, f"{quoted(text)}: wanted a number from 1 to {most}", kind="invalid-value")
    return int(text)


def _bad_json(why: str) -> Refused:
    return refused(
        400, f"Invalid input JSON on line 1, column 1: {why}", kind="unreadable", category="VALIDATION_ERROR"
    )


def _no_constant(text: str) -> JsonValue:
    raise ValueError(f"{text} is no JSON")


def _depth(value: JsonValue) -> int:
    depth, level = 0, [value]
    while level and depth <= DEEPEST:
        depth += 1
        inner = [each for each in level if isinstance(each, dict | list)]
        level = [item for each in inner for item in (each.values() if isinstance(each, dict) else each)]
    return depth
