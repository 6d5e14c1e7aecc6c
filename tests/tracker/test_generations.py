"""What sets the generations apart, in one table."""

from __future__ import annotations

import msgspec

from harness.tracker.generations import GENERATIONS


def differences(one: str, other: str) -> dict[str, tuple[object, object]]:
    """The traits in which two generations differ."""
    first, second = (msgspec.structs.asdict(GENERATIONS[name]) for name in (one, other))  # type: ignore[index]  # names
    return {name: (first[name], second[name]) for name in first if first[name] != second[name]}


def test_2021_and_2023() -> None:
    assert differences("2021", "2023") == {
        "version": ("standin-2021", "standin-2023"),
        "cookie_days": (390, 180),
        "since_2023": (False, True),
        "views_first": (False, True),
        "click_properties": (False, True),
        "every_refusal_resets": (False, True),
    }


def test_2023_and_today() -> None:
    assert differences("2023", "current") == {
        "version": ("standin-2023", "standin-current"),
        "since_2026": (False, True),
        "captures_clicks": (False, True),
        "legacy_events": (True, False),
        "hex_fingerprint": (False, True),
        "fingerprint_needs_consent": (False, True),
        "second_banner": (False, True),
        "banner_days": (390, 180),
        "keeps_first_address": (False, True),
    }
