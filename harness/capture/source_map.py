"""Source maps, version 3 (ECMA-426): from a place in a served script to the place in the source that was written.

Of a map that is broken nothing is believed. The one Python library for this that is still kept brings 78 MB.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Literal, NamedTuple, TypeVar

import msgspec

__all__ = ["Original", "Place", "originals"]

Item = TypeVar("Item")
Place = tuple[int, int]
"""Line and column in a served script, both from 1, as stacks tell them."""

DIGITS = {sign: digit for digit, sign in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")}
LONGEST_SEGMENT = 40
LONGEST_SOURCE = 200
MOST = 10**9
LAST_OF_ABSOLUTE = 3
GUARD = b")]}"
"""What servers write into the first line, so that a map cannot be run as a script."""

ADDRESS = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]+)://[^/]*(?P<path>/.*)", re.IGNORECASE | re.DOTALL)
ABSOLUTE = re.compile(r"/|[a-z]:[/\\]", re.IGNORECASE)
START = attrgetter("start")


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A place in a written source: the source's path within its project, line and column from 1.

    `name` is what the source calls the thing that begins exactly there, or empty.
    """

    source: str
    line: int
    column: int
    name: str = ""


class _Flat(msgspec.Struct, kw_only=True, rename="camel"):
    mappings: str = ""
    sources: list[str | None] = []
    names: list[str] = []
    source_root: str | None = None


class _Offset(msgspec.Struct):
    line: int
    column: int


class _Section(msgspec.Struct):
    offset: _Offset
    map: _Flat


class _Map(_Flat, kw_only=True):
    version: Literal[3]
    sections: list[_Section] = []


class _Segment(NamedTuple):
    """Where a piece of a generated line begins, and what stands there in the source; all numbers from 0."""

    start: int
    source: int | None
    line: int
    column: int
    name: int | None


def originals(text: bytes, wanted: Collection[Place]) -> dict[Place, Original]:
    """What a map says of the wanted places; those that it does not know are left out."""
    try:
        decoded = msgspec.json.decode(text.partition(b"\n")[2] if text.startswith(GUARD) else text, type=_Map)
        return dict(_originals(decoded.sections or [_Section(_Offset(0, 0), decoded)], wanted))
    except (msgspec.DecodeError, RecursionError, LookupError, ValueError):
        return {}


def _originals(sections: Sequence[_Section], wanted: Collection[Place]) -> Iterator[tuple[Place, Original]]:
    """The places, each by the last section that begins before it."""
    starts = [(section.offset.line, section.offset.column) for section in sections]
    owner = {(line, column): bisect_right(starts, (line - 1, column - 1)) - 1 for line, column in wanted}
    for number, section in enumerate(sections):
        inside = {place: _within(place, section.offset) for place in wanted if owner[place] == number}
        segments = _segments(section.map.mappings, {line for line, _ in inside.values()}) if inside else {}
        for place, (line, column) in inside.items():
            if original := _original(section.map, segments.get(line, []), column):
                yield place, original


def _within(place: Place, offset: _Offset) -> tuple[int, int]:
    line = place[0] - 1 - offset.line
    return line, place[1] - 1 - (0 if line else offset.column)


def _original(flat: _Flat, segments: Sequence[_Segment], column: int) -> Original | None:
    place = bisect_right(segments, column, key=START) - 1
    segment = segments[place] if place >= 0 else None
    if segment is None or segment.source is None or not (0 <= segment.line < MOST and 0 <= segment.column < MOST):
        return None
    source = _item(flat.sources, segment.source)
    name = "" if segment.name is None or segment.start != column else _item(flat.names, segment.name)
    path = _path(flat.source_root or "", source) if source else ""
    return Original(source=path, line=segment.line + 1, column=segment.column + 1, name=name) if path else None


def _item(items: Sequence[Item], place: int) -> Item:
    if place < 0:
        raise IndexError(place)
    return items[place]


def _segments(mappings: str, lines: Container[int]) -> dict[int, list[_Segment]]:
    """The segments of some lines; every number is told by its distance from the one before, over all lines."""
    kept: dict[int, list[_Segment]] = {}
    source = line = column = name = 0
    for number, told in enumerate(mappings.split(";")):
        start, found = 0, []
        for text in told.split(",") if told else ():
            steps = _numbers(text)
            start += steps[0]
            if len(steps) > 1:
                source, line, column = source + steps[1], line + steps[2], column + steps[3]
            name += steps[4] if len(steps) > 4 else 0
            if number in lines:
                own = source if len(steps) > 1 else None
                found.append(_Segment(start, own, line, column, name if len(steps) > 4 else None))
        if found:
            kept[number] = sorted(found, key=START)
    return kept


@lru_cache(maxsize=100_000)
def _numbers(segment: str) -> tuple[int, ...]:
    """The signed numbers of one segment, in base 64, low digits first; bit 0 of a number is its sign."""
    if len(segment) > LONGEST_SEGMENT:
        raise ValueError("a segment has five numbers at most")
    numbers, number, shift = [], 0, 0
    for sign in segment:
        digit = DIGITS[sign]
        number += (digit & 31) << shift
        shift += 5
        if not digit & 32:
            numbers.append(-(number >> 1) if number & 1 else number >> 1)
            number = shift = 0
    return tuple(numbers)


def _path(root: str, source: str) -> str:
    """The path of a source within its project, without bundler and host; of an absolute path only the end."""
    whole = source if ADDRESS.match(source) or not root else f"{root}{'' if root.endswith('/') else '/'}{source}"
    address = ADDRESS.match(whole)
    path = address["path"] if address else whole
    is_file = address["scheme"].lower() == "file" if address else ABSOLUTE.match(whole) is not None
    steps = [step for step in re.split(r"[/\\]", path.partition("?")[0]) if step not in ("", ".", "..")]
    return "/".join(steps[-LAST_OF_ABSOLUTE:] if is_file else steps)[-LONGEST_SOURCE:]
