"""How much one page may do before a visitor has seen enough of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["MOST_BYTES", "MOST_REQUESTS", "Allowance", "Deed"]

Deed = Literal["load", "dialog", "download", "tab"]

MOST: Mapping[Deed, int] = {"load": 20, "dialog": 50, "download": 20, "tab": 20}
REASONS: Mapping[Deed, str] = {
    "load": "it goes from one document to the next without end",
    "dialog": "it opens dialogs without end",
    "download": "it starts downloads without end",
    "tab": "it opens tabs without end",
}
MOST_BYTES = 100 * 1024 * 1024
"""What a page may load from hosts other than HubSpot's."""

MOST_REQUESTS = 3_000
"""How often it may ask them."""


@dataclass(slots=True)
class Allowance:
    """What a page may do within one step of a visitor; `loads` documents had been opened before it."""

    loads: int = 0
    _done: Counter[Deed] = field(default_factory=Counter)

    def spend(self, deed: Deed, done: int | None = None) -> str:
        """Count a deed, or take the number that is `done`; why the page is given up if that is too many, else empty."""
        self._done[deed] = self._done[deed] + 1 if done is None else done
        return REASONS[deed] if self._done[deed] > MOST[deed] else ""
