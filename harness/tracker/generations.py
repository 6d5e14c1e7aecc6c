"""What sets one generation of HubSpot's tracking code apart from another, each difference by name."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from harness.tracker.config import Generation

__all__ = ["GENERATIONS", "Traits"]


class Traits(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One generation's behaviour where it differs from another's; the scripts see it as TRAITS.

    `second_banner` means the banner of 2024 and after: it starts when the document is there, tells its policy as a
    number and tells an undecided visitor's refusal at once.
    """

    version: str
    cookie_days: int
    since_2023: bool = msgspec.field(name="since2023", default=True)
    since_2026: bool = msgspec.field(name="since2026", default=False)
    views_first: bool = True
    click_properties: bool = True
    captures_clicks: bool = False
    every_refusal_resets: bool = True
    legacy_events: bool = True
    hex_fingerprint: bool = False
    fingerprint_needs_consent: bool = False
    second_banner: bool = False
    banner_days: int
    keeps_first_address: bool = False


GENERATIONS: Mapping[Generation, Traits] = {
    "2021": Traits(
        version="standin-2021",
        cookie_days=390,
        banner_days=390,
        since_2023=False,
        views_first=False,
        click_properties=False,
        every_refusal_resets=False,
    ),
    "2023": Traits(version="standin-2023", cookie_days=180, banner_days=390),
    "current": Traits(
        version="standin-current",
        cookie_days=180,
        banner_days=180,
        since_2026=True,
        captures_clicks=True,
        legacy_events=False,
        hex_fingerprint=True,
        fingerprint_needs_consent=True,
        second_banner=True,
        keeps_first_address=True,
    ),
}
