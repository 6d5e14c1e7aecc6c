"""A plan's text as a tree whose every value knows its line and column, and what is told of a mistake in it."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass

from harness.capture.timeline import JsonValue
from harness.wire.words import plain, quoted

__all__ = ["Items", "Mistake", "MistakeError", "Node", "Place", "Scalar", "Table", "number_in", "shown", "value_of"]

NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,30})(?:\.[0-9]{1,30})?(?:[eE][-+]?[0-9]{1,3})?")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line and a column, both from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """Something in a plan that cannot be meant, as one sentence without the file's name."""

    place: Place
    text: str

    def __str__(self) -> str:
        return f"{self.place.line}:{self.place.column}: {self.text}"


class MistakeError(Exception):
    """Raised within the package when no tree can be made of a text."""

    def __init__(self, place: Place, text: str) -> None:
        super().__init__(text)
        self.mistake = Mistake(place, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """A text, a number, a boolean or nothing; `text` is what was written."""

    value: bool | int | float | str | None
    text: str
    place: Place
    size: int = 1
    depth: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list; `size` counts all values in it and `depth` its levels, an alias counted as what it stands for."""

    items: tuple[Node, ...]
    place: Place
    size: int = 1
    depth: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A mapping, in the order in which it was written; of equal keys it holds the first."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place
    size: int = 1
    depth: int = 1


Node = Scalar | Items | Table


def value_of(node: Node) -> JsonValue:
    """The node as a JSON value."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Items):
        return [value_of(item) for item in node.items]
    return {key.text: value_of(value) for key, value in node.entries}


def shown(node: Node) -> str:
    """The node in a message: `'abc'`, `12`, `empty`, `a list`, `a mapping`."""
    match node:
        case Scalar(value=None):
            return "empty"
        case Scalar(value=str(text)):
            return quoted(text)
        case Scalar(text=text):
            return plain(text)
        case _:
            return "a list" if isinstance(node, Items) else "a mapping"


def number_in(text: str) -> int | float | None:
    """The number that a text is as JSON writes it; None for any other text, and for a number beyond all bounds."""
    if not NUMBER.fullmatch(text):
        return None
    number: int | float = json.loads(text)
    return number if math.isfinite(number) else None
