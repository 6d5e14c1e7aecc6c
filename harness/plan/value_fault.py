"""Whether a property's value is as planned."""

from __future__ import annotations

import json

from harness.capture.timeline import JsonValue
from harness.plan.schema import Complaint, Schema, complaint
from harness.plan.values import Given, readings
from harness.wire.words import plain

__all__ = ["value_fault"]


def value_fault(schema: Schema, texts: tuple[str, ...], name: str, given: Given | None) -> Complaint | None:
    """What is wrong with a value, as the end of a sentence; None when one of its readings fits.

    `given` is what the page's call held, if it was seen.
    """
    told = []
    for reading in readings(texts, name, given):
        found = complaint(schema, reading)
        if found is None:
            return None
        told.append((reading, found))
        if found.of_text and "type" not in schema:
            break  # Any number would pass a pattern; without a type it is a text that is meant.
    # A reading of the right type says more than one of the wrong type: "7" of a number from 10 on is too small.
    reading, found = next((pair for pair in told if pair[1].kind == "value not allowed"), told[0])
    was = _empty(name, given) if texts == ("",) else f"was {_shown(reading)}"
    return Complaint(kind=found.kind, text=f"{was}: {plain(found.text, 200)}")


def _empty(name: str, given: Given | None) -> str:
    return "arrived empty" if given is None else f"arrived empty, for the page gave {_shown(given.get(name))}"


def _shown(value: JsonValue) -> str:
    """The value as JSON, so that the text "90" and the number 90 do not look alike."""
    return plain(json.dumps(value, ensure_ascii=False))
