"""A hit or a malformed request as plain JSON values, for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import IntFlag
from typing import Any

from harness.wire.hits import Hit, Malformed
from harness.wire.times import iso

__all__ = ["hit_values"]


def hit_values(hit: Hit | Malformed) -> dict[str, Any]:
    """Type, kind, phrase and every field; times are ISO texts in UTC, categories lists of names, pairs lists of two."""
    return {"type": type(hit).__name__, "kind": hit.kind, "phrase": hit.phrase, **_members(hit)}


def _members(value: object) -> dict[str, Any]:
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}  # type: ignore[arg-type]  # callers ask


def _plain(value: object) -> Any:
    if isinstance(value, IntFlag):
        return [bit.name.lower() for bit in value if bit.name]
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return _members(value) if is_dataclass(value) else value
