"""Inputs that nobody would write, made from some that somebody did: bytes mangled, and values of JSON exchanged."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from typing import Any

__all__ = ["mutant"]

LONGEST = 64 * 1024
TOKENS = (
    b"", b"\0", b"\xff", b"\xed\xa0\x80", b"\xe2\x80\xae", b"%", b"%00", b"%ff", b"%u0041", b"&", b"=", b"#", b"?",
    b"/", b"//", b"\\", b'"', b"'", b"[", b"]", b"{", b"}", b"(", b")", b"<", b">", b"\r\n", b"\r\n\r\n", b"\n", b"\t",
    b" ", b":", b"::", b"@", b",", b";", b"*", b".", b"..", b"-1", b"0", b"1e999", b"NaN", b"null", b"true", b"9" * 40,
    b"[" * 400, b"\xef\xbb\xbf", b"\x1f\x8b", b"PK\x03\x04", b"http://[", b"https://a.test:99999/", b"&#0;",
    b"2026-01-01T00:00:00Z", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"\xc2\xb2",
)  # fmt: skip
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 1e308, -(2**63), 2**64, 10**40, "", "a", "\ud800", "\0", "9" * 30, "https://[", "http://a",
    [], {}, [[]], [None], {"": None}, ["a", 1], "2026-13-45", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59",
)  # fmt: skip


def mutant(draw: random.Random, seeds: Sequence[bytes]) -> bytes:
    """An input made from one or two of `seeds`; the same draws make the same one."""
    text = draw.choice(seeds)
    if draw.random() < 0.5:
        text = _odd_json(draw, text) or text
        if draw.random() < 0.8:
            return text
    for _ in range(draw.choice((1, 1, 1, 2, 3, 8))):
        text = draw.choice(WAYS)(draw, text, seeds)
    return text[:LONGEST]


def _place(draw: random.Random, text: bytes) -> tuple[int, int]:
    start = draw.randrange(len(text) + 1)
    return start, min(len(text), start + draw.choice((1, 1, 2, 4, 16, 64)))


def _flip(draw: random.Random, text: bytes, _: Sequence[bytes]) -> bytes:
    start, _ = _place(draw, text)
    return text[:start] + bytes(byte ^ (1 << draw.randrange(8)) for byte in text[start : start + 1]) + text[start + 1 :]


def _cut(draw: random.Random, text: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _place(draw, text)
    return text[:start] + text[end:]


def _end(draw: random.Random, text: bytes, _: Sequence[bytes]) -> bytes:
    return text[: draw.randrange(len(text) + 1)]


def _repeat(draw: random.Random, text: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _place(draw, text)
    return text[:end] + text[start:end] * draw.choice((1, 2, 50)) + text[end:]


def _insert(draw: random.Random, text: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _place(draw, text)
    return text[:start] + draw.choice(TOKENS) + text[draw.choice((start, end)) :]


def _splice(draw: random.Random, text: bytes, seeds: Sequence[bytes]) -> bytes:
    other = draw.choice(seeds)
    return text[: draw.randrange(len(text) + 1)] + other[draw.randrange(len(other) + 1) :]


WAYS: tuple[Callable[[random.Random, bytes, Sequence[bytes]], bytes], ...] = (
    _flip,
    _cut,
    _end,
    _repeat,
    _insert,
    _splice,
)


def _odd_json(draw: random.Random, text: bytes) -> bytes | None:
    """`text` with something exchanged in its JSON, or in that of one of its lines; None when it has none."""
    lines = text.split(b"\n")
    try:
        return _exchanged(draw, text)
    except ValueError:
        chosen = draw.randrange(len(lines))
    try:
        lines[chosen] = _exchanged(draw, lines[chosen].rstrip(b","))
    except ValueError:
        return None
    return b"\n".join(lines)


def _exchanged(draw: random.Random, text: bytes) -> bytes:
    root = [json.loads(text)]
    places = [*_places(root)]
    for _ in range(draw.choice((1, 1, 2, 4))):
        container, key = draw.choice(places)
        match draw.randrange(4):
            case 0 if isinstance(container, dict):
                container.pop(key, None)
            case 1 if isinstance(container, list):
                container *= 2
            case 2:
                other, name = draw.choice(places)
                container[key] = json.loads(json.dumps(_at(other, name)))
            case _ if isinstance(container, dict) or key < len(container):
                container[key] = draw.choice(ODD)
    return json.dumps(root[0], separators=(",", ":")).encode()[:LONGEST]


def _places(value: Any) -> Any:
    keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from _places(value[key])


def _at(container: Any, key: Any) -> Any:
    return container.get(key) if isinstance(container, dict) else container[key] if key < len(container) else None
