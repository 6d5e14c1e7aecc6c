"""JavaScript values in Python's clothes: what a page passes to the tracker, and the text that becomes of it.

`None` is null, a tuple or list an array, a mapping an object; numbers, texts and booleans are themselves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

__all__ = [
    "UNDEFINED",
    "Listener",
    "Pushing",
    "Returning",
    "Throwing",
    "blank",
    "encoded",
    "fields",
    "present",
    "text",
    "truthy",
]


class Undefined(Enum):
    """JavaScript's `undefined`."""

    UNDEFINED = "undefined"


UNDEFINED: Final = Undefined.UNDEFINED


@dataclass(frozen=True, slots=True)
class Returning:
    """A function, told by what it returns."""

    value: object


@dataclass(frozen=True, slots=True)
class Listener:
    """A callback of the page; `throws` means that it fails after it was told."""

    name: str
    throws: bool = False


@dataclass(frozen=True, slots=True)
class Pushing:
    """A function in the queue that pushes these entries on `_hsq`, each in a push of its own."""

    entries: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Throwing:
    """A function in the queue that throws."""

    message: str


def text(value: object) -> str:
    """What String() makes of a value that is no function."""
    match value:
        case None:
            return "null"
        case Undefined():
            return "undefined"
        case bool():
            return str(value).lower()
        case float() if value.is_integer():
            return str(int(value))
        case str() | int() | float():
            return str(value)
        case Sequence():
            return ",".join("" if item in (None, UNDEFINED) else text(item) for item in value)
        case _:
            return "[object Object]"


def fields(value: object) -> dict[str, object]:
    """The own keys of a value as Object.assign copies them: a text and an array have indices, most values none.

    Whole numbers come first, in their order: JavaScript keeps the keys of every object so.
    """
    match value:
        case Mapping():
            found = {str(key): item for key, item in value.items()}
        case Sequence():
            found = {str(index): item for index, item in enumerate(value)}
        case _:
            found = {}
    numbers = sorted((key for key in found if key.isdecimal()), key=int)
    return {key: found[key] for key in (*numbers, *(key for key in found if not key.isdecimal()))}


def blank(value: object) -> bool:
    """Whether an event property goes out empty: null, undefined, '', '-', and by an old mistake 0, false and []."""
    match value:
        case None | Undefined():
            return True
        case bool() | int() | float():
            return value == 0
        case Sequence():
            return text(value) in ("", "-")
        case _:
            return False


def truthy(value: object) -> bool:
    """Whether JavaScript takes a value for true."""
    return value is not UNDEFINED and value is not None and value != "" and value != 0


def present(given: Mapping[str, object]) -> dict[str, object]:
    """The parameters that are set; a standard one is left out when it is empty."""
    return {name: value for name, value in given.items() if value not in (None, UNDEFINED, "")}


def encoded(given: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """The pairs of a form-encoded list: an array repeats the name, a function is called."""
    return tuple((name, _result(item)) for name, value in fields(given).items() for item in _items(value))


def _items(value: object) -> Sequence[object]:
    return value if isinstance(value, Sequence) and not isinstance(value, str) else (value,)


def _result(value: object) -> str:
    return text(value.value if isinstance(value, Returning) else value)
