"""What value a property had: as the page gave it where its call is known, else what its text can be read as.

On the wire every value is a text, and null, 0, false, an empty list, '' and '-' are all an empty one.
"""

from __future__ import annotations

from collections.abc import Mapping

from harness.capture.timeline import JsonValue, QueueCall
from harness.plan.nodes import number_in
from harness.wire.hits import CustomEvent, LegacyEvent

__all__ = ["Event", "Given", "given_values", "own_texts", "readings"]

Event = CustomEvent | LegacyEvent

Given = Mapping[str, JsonValue]
"""The properties of an event as the page's call held them."""


def own_texts(event: Event) -> dict[str, tuple[str, ...]]:
    """The texts of each property as they were sent, several where the page gave a list; a legacy event's id is none."""
    texts: dict[str, tuple[str, ...]] = {}
    for name, value in event.properties:
        texts[name] = (*texts.get(name, ()), value)
    if isinstance(event, LegacyEvent):
        texts.pop("id", None)
    return texts


def given_values(call: QueueCall | None) -> Given | None:
    """The properties in the call that an event was sent for; None when it is not known, or held them in another way."""
    told = call.arguments[0] if call and call.arguments else None
    if call and call.function == "trackCustomBehavioralEvent":
        told = told.get("properties") if isinstance(told, dict) else None
    return told if isinstance(told, dict) else None


def readings(texts: tuple[str, ...], name: str, given: Given | None) -> tuple[JsonValue, ...]:
    """What a property can have been, the plainest reading first.

    There is one reading where the page's call is known: the value that it gave, or null where the tracker lost it.
    Without the call a text that looks like a number, a boolean or nothing may have been that, or a list's only item.
    """
    value = given.get(name) if given else None
    if given is None or name not in given or _is_marked(value):
        return _readings(texts)
    if texts == ("",):
        return (value if value == "" else None,)
    return (value,)


def _readings(texts: tuple[str, ...]) -> tuple[JsonValue, ...]:
    if len(texts) > 1:
        return list[JsonValue](texts), [_parsed(text) for text in texts]
    single = tuple(dict.fromkeys((texts[0], _parsed(texts[0]))))
    return (*single, *(list[JsonValue]([reading]) for reading in single))


def _parsed(text: str) -> bool | int | float | str | None:
    """The number, the boolean or the nothing that a script would print like this, else the text."""
    words = {"": None, "true": True, "false": False}
    if text in words:
        return words[text]
    number = number_in(text)
    return text if number is None else number


def _is_marked(value: JsonValue) -> bool:
    """Whether a value stands for one that JSON cannot hold, such as a date: `{"$date": "…"}`."""
    return isinstance(value, dict) and any(key.startswith("$") for key in value)
