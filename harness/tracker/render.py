"""A portal's settings made into the scripts of its stand-in tracker."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from harness.tracker.config import ClickEvent, PortalConfig
from harness.tracker.generations import GENERATIONS

__all__ = ["Scripts", "render"]

LOADER = ("loader",)
ANALYTICS = (
    *("cookies", "domain_hash", "wire", "page", "fingerprint", "visitor", "consent"),
    *("linker", "clicks", "calls", "queue"),
)
BANNER = ("cookies", "banner")
BANNER_WITH_POLICY = ("cookies", "banner_surface", "banner_choice", "banner")
FORMS = ("forms",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scripts:
    """The text of a portal's scripts.

    `loader` is served for `js*.hs-scripts.com`, `analytics` for `js*.hs-analytics.net`, `banner` for
    `js*.hs-banner.com` and `forms` for `js*.hscollectedforms.net`; `-{hublet}` stands for the star except in na1.
    """

    loader: str
    analytics: str
    banner: str
    forms: str


def render(config: PortalConfig) -> Scripts:
    """The scripts that behave as the tracking code of a portal with these settings."""
    traits = GENERATIONS[config.generation]
    return Scripts(
        loader=_script(LOADER, {"LOADER": _loader_values(config)}),
        analytics=_script(
            ANALYTICS, {"TRAITS": msgspec.to_builtins(traits), "HEADER": _header(config)}, config.custom_code
        ),
        banner=_script(_banner_parts(config), {"BANNER": _banner_values(config)}),
        forms=_script(FORMS, {"FORMS": _forms_values(config)}),
    )


def _script(parts: Sequence[str], values: Mapping[str, object], code: Sequence[str] = ()) -> str:
    constants = "".join(f"const {name} = {_literal(value)};\n" for name, value in values.items())
    own = "".join(f"window._hsq.push(function () {{\n{each}\n}});\n" for each in code)
    return f"(() => {{\n'use strict';\n{constants}{''.join(map(_part, parts))}{own}}})();\n"


def _literal(value: object) -> str:
    # JSON in ASCII is JavaScript; the escapes keep it harmless inside a <script> element as well.
    text = json.dumps(value, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e")


@cache
def _part(name: str) -> str:
    text = (Path(__file__).parent / "scripts" / f"{name}.js").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def _banner_parts(config: PortalConfig) -> Sequence[str]:
    return BANNER if config.consent.policy == "none" else BANNER_WITH_POLICY


def _hublet(config: PortalConfig) -> str:
    return "" if config.hublet == "na1" else f"-{config.hublet}"


def _loader_values(config: PortalConfig) -> dict[str, object]:
    portal, hublet = config.portal_id, _hublet(config)
    traits = GENERATIONS[config.generation]
    banner_path = f"v2/{portal}/banner.js" if traits.second_banner else f"{portal}.js"
    scripts = [
        (config.banner == "own", f"cookieBanner-{portal}", f"https://js{hublet}.hs-banner.com/{banner_path}"),
        (True, "hs-analytics", f"https://js{hublet}.hs-analytics.net/analytics/{{time}}/{portal}.js"),
        (
            config.collected_forms,
            f"CollectedForms-{portal}",
            f"https://js{hublet}.hscollectedforms.net/collectedforms.js",
        ),
    ]
    return {
        "scripts": [[element_id, address] for wanted, element_id, address in scripts if wanted],
        "keepsFirstAddress": traits.keeps_first_address,
    }


def _header(config: PortalConfig) -> list[Sequence[object]]:
    """The account's own calls, which the analytics script pushes on `_hsq` behind those of the page."""
    hublet = _hublet(config)
    loader = f"https://js{hublet}.hs-scripts.com/{config.portal_id}.js"
    return [
        *(["setTrackingGate", gate] for gate in config.gates),
        ["setPortalId", config.portal_id],
        ["trackPageView"],
        *map(_click_rule, config.click_events),
        *(["addCookieDomain", domain] for domain in config.cookie_domains),
        *([["enableAutomaticLinker", True]] if config.automatic_linker else []),
        *([["setLimitTrackingToCookieDomains", True]] if config.limit_to_cookie_domains else []),
        ["embedHubSpotScript", loader, "hs-script-loader"],
        ["setTrackingDomain", f"track{hublet}.hubspot.com"],
    ]


def _click_rule(rule: ClickEvent) -> Sequence[object]:
    options = {"url": rule.url, "trackingConfigId": rule.tracking_config_id}
    return [
        "trackClick",
        rule.selector,
        rule.event,
        {name: value for name, value in options.items() if value is not None},
    ]


def _banner_values(config: PortalConfig) -> dict[str, object]:
    traits = GENERATIONS[config.generation]
    return {
        "portalId": config.portal_id,
        "policy": config.consent.policy,
        "gpc": config.consent.gpc,
        "second": traits.second_banner,
        "days": traits.banner_days,
        "delay": config.banner_delay_ms,
        "domains": config.cookie_domains,
        "api": f"https://js{_hublet(config)}.hs-banner.com/cookie-banner-public/v1",
    }


def _forms_values(config: PortalConfig) -> dict[str, object]:
    traits = GENERATIONS[config.generation]
    domain = "hscollectedforms.net" if traits.since_2026 else "hubspot.com"
    return {"portalId": config.portal_id, "host": f"forms{_hublet(config)}.{domain}", "version": traits.version}
