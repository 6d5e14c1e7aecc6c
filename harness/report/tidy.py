"""Every text of a value changed at once: masked, bounded, made visible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

__all__ = ["tidied"]

Value = TypeVar("Value")


def tidied(value: Value, change: Callable[[str], str]) -> Value:
    """`value`, a dataclass or a tuple, with `change` made to every text in it."""
    return _tidied(value, change)  # type: ignore[no-any-return]  # it is of the type that came in


def _tidied(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_tidied(item, change) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _tidied(getattr(value, field.name), change) for field in fields(value)})
    return value
