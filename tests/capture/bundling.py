"""A bundler for tests: scripts become one line with short names, and a source map that says where all of it was."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
TOKEN = re.compile(r"(?P<gap>//[^\n]*|\s+)|[A-Za-z_$][\w$]*|\"[^\"]*\"|\d+|=>|.", re.DOTALL)
WORDS = re.compile(r"[\w$]{2}")

Segment = tuple[int, ...]
"""Column, source, line, column, name: one, four or five numbers from 0."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a bundler writes: a script of one line, and its map as JSON can hold it."""

    script: str
    source_map: dict[str, object]

    @property
    def map_text(self) -> str:
        """The map as it is served."""
        return json.dumps(self.source_map)


def bundle(sources: Mapping[str, str], renamed: Mapping[str, str]) -> Bundle:
    """Put scripts one behind the other, without gaps and with some names `renamed`."""
    names, script, segments = list(renamed), "", []
    for number, source in enumerate(sources.values()):
        for line, column, token in _tokens(source):
            script += " " if WORDS.fullmatch(script[-1:] + token[0]) else ""
            name = [names.index(token)] if token in renamed else []
            segments.append((len(script), number, line, column, *name))
            script += renamed.get(token, token)
    source_map = {"version": 3, "sources": list(sources), "names": names, "mappings": mappings([segments])}
    return Bundle(script, source_map)


def mappings(lines: Iterable[Iterable[Segment]]) -> str:
    """The segments of generated lines as a map writes them, each number as the distance from the one before."""
    last = [0, 0, 0, 0]
    written = []
    for line in lines:
        start, texts = 0, []
        for segment in line:
            steps = [segment[0] - start, *(now - then for now, then in zip(segment[1:], last, strict=False))]
            start, last = segment[0], [*segment[1:], *last[len(segment) - 1 :]]
            texts.append("".join(map(_digits, steps)))
        written.append(",".join(texts))
    return ";".join(written)


def _digits(number: int) -> str:
    left, text = abs(number) << 1 | (number < 0), ""
    while left > 31:
        text, left = text + SIGNS[left & 31 | 32], left >> 5
    return text + SIGNS[left]


def _tokens(source: str) -> Iterator[tuple[int, int, str]]:
    """Line and column from 0, and text, of everything but gaps."""
    for token in TOKEN.finditer(source):
        before = source[: token.start()]
        if not token["gap"]:
            yield before.count("\n"), len(before) - (before.rfind("\n") + 1), token[0]
