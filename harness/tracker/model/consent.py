"""Consent: the categories that a visitor allowed, as listeners are told of them and as hits add them up."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

__all__ = ["ALL", "CATEGORIES", "NONE", "Consent"]

CATEGORIES = ("analytics", "advertisement", "functionality")
ALL, NONE = frozenset(CATEGORIES), frozenset[str]()
NECESSARY = 1
BITS = {"analytics": 2, "advertisement": 4, "functionality": 8}


@dataclass(frozen=True, slots=True)
class Consent:
    """The categories that are allowed, now and before; `necessary` always is."""

    given: frozenset[str] = NONE
    before: frozenset[str] = NONE

    @property
    def analytics(self) -> bool:
        """Whether it is consent for the tracker."""
        return "analytics" in self.given

    @property
    def bits(self) -> int:
        """The categories added up, as `cc` says them."""
        return NECESSARY + sum(bit for name, bit in BITS.items() if name in self.given)

    def told(self) -> dict[str, object]:
        """The object that listeners get."""
        return {
            "allowed": self.given == ALL,
            "categories": _switches(self.given),
            "previousCategories": _switches(self.before),
        }


def _switches(given: Collection[str]) -> dict[str, bool]:
    return {"necessary": True} | {name: name in given for name in CATEGORIES}
