"""The portal's settings, as far as the tracking code depends on them."""

from __future__ import annotations

from typing import Literal

import msgspec

__all__ = ["BannerPresence", "ClickEvent", "ConsentConfig", "Generation", "Policy", "PortalConfig"]

Generation = Literal["2021", "2023", "current"]
Policy = Literal["none", "notify", "opt-in", "no-cookies", "categories"]
BannerPresence = Literal["own", "absent"]


class ClickEvent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One clicked-element rule of the portal: CSS selector, event name, optional URL rule and configuration id."""

    selector: str
    event: str
    url: str | None = None
    tracking_config_id: int | str | None = None


class ConsentConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The consent banner's policy, and whether it honours Global Privacy Control."""

    policy: Policy = "none"
    gpc: bool = False


class PortalConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an account's settings say to its tracking code; every field has the usual value as default.

    `cookie_domains` start with a dot. `banner_delay_ms` holds the banner's answer back, so that a site can meet the
    race between banner and tracker on purpose.
    """

    portal_id: int = 4242
    hublet: str = "na1"
    generation: Generation = "current"
    cookie_domains: tuple[str, ...] = ()
    automatic_linker: bool = False
    limit_to_cookie_domains: bool = False
    click_events: tuple[ClickEvent, ...] = ()
    gates: tuple[str, ...] = ()
    banner: BannerPresence = "own"
    consent: ConsentConfig = ConsentConfig()
    banner_delay_ms: int = 0
