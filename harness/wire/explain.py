"""A hit pair by pair in plain words: what each key means and what its value says."""

from __future__ import annotations

from collections import Counter

from harness.wire.fields import spec_of
from harness.wire.hits import Hit
from harness.wire.spec import Field, Spec

__all__ = ["UNKNOWN", "explain", "part_of"]

UNKNOWN = "unknown"
"""The name of a pair that no table explains."""


def explain(hit: Hit) -> tuple[tuple[str, str, str], ...]:
    """(key, name, value) of every pair in wire order; values hold what the page chose, unescaped."""
    spec = spec_of(type(hit))
    fields = {field.key: field for field in spec.fields}
    unknown = Counter(hit.unknown)
    rows = []
    # A repeated key is unknown from its second occurrence on, so unknown pairs are struck off from the end.
    for key, value in reversed(hit.raw):
        unknown[key, value] -= 1
        name, said = (UNKNOWN, value) if unknown[key, value] >= 0 else _explained(spec, fields.get(key), key, value)
        rows.append((key, name, said))
    return tuple(reversed(rows))


def _explained(spec: Spec, field: Field | None, key: str, value: str) -> tuple[str, str]:
    if field is None:
        rest = spec.rest_of(key)
        return (f"{rest.name} {key.removeprefix(rest.prefix)}" if rest else UNKNOWN), value
    try:
        return field.name, field.codec.say(field.codec.read(value))
    except ValueError:
        return f"{field.name}, torn", value


def part_of(hit: Hit, key: str) -> str:
    """The part of the hit that `key` speaks of: `page`, `visitor`, `session` …; empty for the hit itself."""
    place = next((field.path for field in spec_of(type(hit)).fields if field.key == key), "")
    part, dot, _ = place.partition(".")
    return part if dot or part in _PARTS_OF_ONE else ""


_PARTS_OF_ONE = frozenset({"session", "identity"})
