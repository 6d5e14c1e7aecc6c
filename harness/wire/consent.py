"""Consent as the wire and the banner's cookies say it: categories, policies, the stored choice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntFlag

__all__ = ["CATEGORY_COOKIE", "POLICIES", "Consent", "ConsentCategories", "category_preference", "parse_categories"]

CATEGORY_COOKIE = "__hs_cookie_cat_pref"

POLICIES: Mapping[int, str] = {0: "notify", 1: "opt-in", 2: "no cookies", 3: "by category"}
"""What the banner's policy number (`pt`) means."""

_CHOICE = re.compile(r"([123]):(true|false)")
_LARGEST = 0xFF


class ConsentCategories(IntFlag):
    """The bit sum `cc`; 0 means that the banner has not answered."""

    NONE = 0
    NECESSARY = 1
    ANALYTICS = 2
    ADVERTISEMENT = 4
    FUNCTIONALITY = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What a hit says of consent: `ce` (absent means given), `pt` (banner policy), `cc` (categories)."""

    given: bool = True
    policy: int | None = None
    categories: ConsentCategories | None = None


_COOKIE_NUMBERS = {
    "1": ConsentCategories.ANALYTICS,
    "2": ConsentCategories.ADVERTISEMENT,
    "3": ConsentCategories.FUNCTIONALITY,
}
_KNOWN_SUMS = {str(number): ConsentCategories(number) for number in range(16)}


def parse_categories(text: str) -> ConsentCategories:
    """The categories in a `cc` value; ValueError unless it is a sum of bits below 256."""
    known = _KNOWN_SUMS.get(text)
    if known is not None:
        return known
    if not (text.isdecimal() and text.isascii() and len(text) <= len(str(_LARGEST)) and int(text) <= _LARGEST):
        raise ValueError("no sum of categories")
    return ConsentCategories(int(text))


def category_preference(cookie: str) -> ConsentCategories | None:
    """The choice stored in `__hs_cookie_cat_pref`, or None when the value is no such choice.

    Both forms are read: `1:true,2:false,3:false` (banner of 2021) and `1:true_2:false_3:false` (2024).
    """
    choices = [_CHOICE.fullmatch(piece) for piece in re.split("[,_]", cookie)]
    if not all(choices):
        return None
    chosen = ConsentCategories.NECESSARY
    for choice in filter(None, choices):
        if choice[2] == "true":
            chosen |= _COOKIE_NUMBERS[choice[1]]
    return chosen
