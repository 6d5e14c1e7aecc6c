"""The portal's settings, as far as the tracking code depends on them."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from harness.errors import ConfigError

__all__ = ["BannerPresence", "ClickEvent", "ConsentConfig", "Generation", "Policy", "PortalConfig", "read_config"]

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
    race between banner and tracker on purpose. `collected_forms` adds the script that collects forms of others,
    `custom_code` the statements of functions that are pushed behind the account's calls.
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
    collected_forms: bool = False
    custom_code: tuple[str, ...] = ()


def read_config(path: Path) -> PortalConfig:
    """The portal's settings in a JSON file; fields that are left out have their usual value.

    Raises:
        ConfigError: the file cannot be read, is no JSON, or holds a field or value that does not fit.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=PortalConfig)
    except OSError as error:
        raise ConfigError(
            f"{path}: the portal's settings were wanted here, {error.strerror}; name a JSON file"
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: the portal's settings do not fit: {error}; known fields: {_fields()}") from error


def _fields() -> str:
    return ", ".join(PortalConfig.__struct_fields__)
