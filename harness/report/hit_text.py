"""A hit or a malformed request for people: grouped, in plain words, safe for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from harness.wire.explain import UNKNOWN, explain, part_of
from harness.wire.hits import Hit, Malformed
from harness.wire.words import plain

__all__ = ["hit_text"]

_LONGEST_VALUE = 400
_HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        "": "what",
        "page": "page",
        "content": "content",
        "visitor": "visitor",
        "session": "session",
        "identity": "identity",
        "consent": "consent",
        "client": "browser",
        UNKNOWN: "unknown, kept as it is",
    }
)


def hit_text(hit: Hit | Malformed) -> str:
    """Several lines that say what `hit` is and what each of its pairs means; no line break at the end."""
    lines = _malformed_lines(hit) if isinstance(hit, Malformed) else _hit_lines(hit)
    return "\n".join(lines)


def _hit_lines(hit: Hit) -> Iterator[str]:
    yield plain(hit.phrase, 200)
    rows: dict[str, list[tuple[str, str, str]]] = {heading: [] for heading in _HEADINGS}
    for key, name, value in explain(hit):
        part = UNKNOWN if name == UNKNOWN else part_of(hit, key)
        rows[part if part in rows else ""].append((name, value, key))
    rows[""] = [("hublet", hit.hublet, ""), *rows[""]]
    for part, heading in _HEADINGS.items():
        if rows[part]:
            yield f"  {heading}"
            yield from _table(rows[part])


def _malformed_lines(malformed: Malformed) -> Iterator[str]:
    yield plain(malformed.phrase, 200)
    yield from (f"  {plain(reason, _LONGEST_VALUE)}" for reason in malformed.reasons)
    if malformed.raw:
        yield "  all pairs"
        yield from _table((key, value, "") for key, value in malformed.raw)


def _table(rows: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    shown = [(plain(name), plain(value, _LONGEST_VALUE) or "(empty)", plain(key)) for name, value, key in rows]
    width = max(len(name) for name, _, _ in shown)
    for name, value, key in shown:
        yield f"    {name:{width}}  {value}{f'  ({key})' if key and key != name else ''}"
