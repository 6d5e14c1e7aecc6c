"""The texts that can become of a value on the wire: what a page passed to the tracker, as the spy told it.

Where builds differ, or the spy could not look, every text may be right.
"""

from __future__ import annotations

from collections.abc import Sequence

from harness.capture.timeline import JsonValue

__all__ = ["LONGEST", "agrees", "fields_of", "wire_text"]

LONGEST = 10_000
"""Characters of a text that the spy tells; a longer one is cut."""

MOST = 200
"""Items of a list and keys of an object that the spy tells."""

BLANKS = ("", "-", "0", "false")
"""Texts of values that the tracker of 2021 and 2023 sends as an empty one."""


def wire_text(value: JsonValue) -> str | None:
    """The text of a plain value, or None when it is not certain."""
    match value:
        case bool():
            return str(value).lower()
        case str() if len(value) <= LONGEST:
            return value
        # JavaScript and Python write the same digits, but begin to use exponents at other sizes.
        case int() if abs(value) < 10**16:
            return str(value)
        case float() if 1e-4 <= abs(value) < 1e16:
            return str(value)
    return None


def agrees(value: JsonValue, sent: Sequence[str]) -> bool:
    """Whether a value can have become these values on the wire, all of one name.

    A list repeats the name. What counts as blank may arrive as an empty text, or not at all.
    """
    items = value if isinstance(value, list) else [value]
    texts = [wire_text(item) for item in items]
    if None in texts or not 0 < len(items) < MOST:
        return True
    if not isinstance(value, list) or len(items) == 1:
        return list(sent) == texts or (texts[0] in BLANKS and list(sent) in ([""], []))
    return list(sent) == texts


def fields_of(value: JsonValue) -> dict[str, JsonValue] | None:
    """The keys of an object with their values; None for what is no plain object, or was not told whole."""
    if not isinstance(value, dict) or len(value) >= MOST:
        return None
    return None if any(key.startswith("$") or len(key) > LONGEST for key in value) else value
