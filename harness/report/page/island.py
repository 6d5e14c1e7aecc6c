"""What scripts show on demand, as compact JSON: every text once, and rows of numbers that point at texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

__all__ = ["Island"]

Row = Sequence[str | int]

# What could end the script element, or begin a comment in it.
_HARMLESS = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


class Island:
    """Tables by name; a text is written once, and a row holds where it stands. Numbers stay numbers, as `[number]`."""

    def __init__(self) -> None:
        self._texts: dict[str, int] = {}
        self._tables: dict[str, list[list[int]]] = {}

    def add(self, name: str, rows: Iterable[Row]) -> None:
        """Add a table whose rows are texts and whole numbers; a column is of one kind throughout."""
        self._tables[name] = [[self._value(value) for value in row] for row in rows]

    def text(self) -> str:
        """The JSON, fit for a script element."""
        document = {"texts": list(self._texts), "tables": self._tables}
        return json.dumps(document, separators=(",", ":"), ensure_ascii=False).translate(_HARMLESS)

    def _value(self, value: str | int) -> int:
        return value if isinstance(value, int) else self._texts.setdefault(value, len(self._texts))
