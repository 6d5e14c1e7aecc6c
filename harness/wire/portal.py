"""A portal's public configuration, read from the scripts that a site loads.

The analytics script carries it as calls on the queue, written as array literals: `["addCookieDomain",".acme.com"]`. The
rest of the script is not understood and not run. What is not written as a literal stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeGuard

from harness.wire.address import host_of
from harness.wire.endpoints import portal_of_loader
from harness.wire.literals import Literal, array_at

__all__ = ["ClickRule", "PortalFacts", "PortalScripts", "policy_of_banner", "portal_of_script"]

LONGEST_SCRIPT = 4 * 1024 * 1024
MOST_CALLS = 1_000
LONGEST_TEXT = 2_000
NAMES = (
    *("setPortalId", "setTrackingDomain", "addCookieDomain", "setCookiesToSubdomain", "enableAutomaticLinker"),
    *("setLimitTrackingToCookieDomains", "setTrackingGate", "trackClick", "autocaptureClicks", "embedHubSpotScript"),
)
CALL = re.compile(rf"""(?:^|[\[(,])\s*(?P<call>\[\s*["'](?P<name>{"|".join(NAMES)})["'])""")
CODE = re.compile(r"_hsq\s{0,9}\.\s{0,9}push\(\s{0,9}\[?\s{0,9}(?:\(?(?:async )?function\b|\(\w{0,9}\)\s{0,9}=>)")
HUBLET = re.compile(r"track(?:-(?P<hublet>[a-z]{2}[0-9]{1,2}))?\.hubspot\.com")
BANNER = re.compile(
    r"""(?:^|[{,\s])["']?policy["']?\s*:\s*["'](?P<policy>none|notify|opt-in|no-cookies|categories)["']"""
)
GPC = re.compile(r"""(?:^|[{,\s])["']?gpc["']?\s*:\s*(?P<gpc>true|false|!0|!1)""")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClickRule:
    """A clicked-element event: CSS selector, event name, and on which addresses (None for all)."""

    selector: str
    event: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalFacts:
    """What an account's settings say to its tracking code, as far as its scripts show it.

    `cookie_domains` begin with a dot as a rule. `automatic_linker` is on or off. `custom_code` says whether functions
    are pushed beside the calls. `policy` is the banner's: `none`, `notify`, `opt-in`, `no-cookies` or `categories`;
    `policy` and `gpc` are None when the banner was not read or is not understood. `unread` names the calls whose
    arguments are not written out, so that nobody knows what they set.
    """

    portal_id: int
    hublet: str | None = None
    cookie_domains: tuple[str, ...] = ()
    host_only_cookies: bool = False
    automatic_linker: bool = False
    limit_to_cookie_domains: bool = False
    click_rules: tuple[ClickRule, ...] = ()
    autocapture: bool = False
    gates: tuple[str, ...] = ()
    custom_code: bool = False
    policy: str | None = None
    gpc: bool | None = None
    unread: tuple[str, ...] = ()


class PortalScripts:
    """The scripts of a visit that carry the settings of its portals, read one by one; of each portal the latest."""

    def __init__(self) -> None:
        self._portals: dict[int, PortalFacts] = {}
        self._banners: dict[int, tuple[str | None, bool | None]] = {}

    @property
    def facts(self) -> tuple[PortalFacts, ...]:
        """What is configured, in the order in which the portals were met."""
        banners = (self._banners.get(portal_id, (None, None)) for portal_id in self._portals)
        known = zip(self._portals.values(), banners, strict=True)
        return tuple(replace(facts, policy=policy, gpc=gpc) for facts, (policy, gpc) in known)

    def read(self, url: str, script: bytes) -> None:
        """Read a script; one that carries no settings changes nothing."""
        if "hs-banner" in host_of(url):
            self._banners[portal_of_loader(url) or 0] = policy_of_banner(script)
        elif facts := portal_of_script(script):
            self._portals[facts.portal_id] = facts


def portal_of_script(script: bytes) -> PortalFacts | None:
    """The configuration in an analytics script; None when it names no portal. Never raises."""
    text = script[:LONGEST_SCRIPT].decode("utf-8", "replace")
    told = [*_calls(text)]
    calls = [call for _, call in told if call]
    ids = [call[1] for call in calls if call[0] == "setPortalId" and len(call) == 2 and _is_id(call[1])]
    if not ids:
        return None
    domains = [_host(call) for call in calls if call[0] == "setTrackingDomain"]
    hublets = [found["hublet"] or "na1" for domain in domains if (found := HUBLET.fullmatch(domain))]
    return PortalFacts(
        portal_id=ids[-1],
        hublet=hublets[-1] if hublets else None,
        cookie_domains=tuple(dict.fromkeys(filter(None, map(_host, _named(calls, "addCookieDomain"))))),
        host_only_cookies=_is_on(calls, "setCookiesToSubdomain"),
        automatic_linker=_is_on(calls, "enableAutomaticLinker"),
        limit_to_cookie_domains=_is_on(calls, "setLimitTrackingToCookieDomains"),
        click_rules=tuple(filter(None, map(_click_rule, _named(calls, "trackClick")))),
        autocapture=bool(_named(calls, "autocaptureClicks")),
        gates=tuple(dict.fromkeys(filter(None, map(_text, _named(calls, "setTrackingGate"))))),
        custom_code=CODE.search(text) is not None,
        unread=tuple(dict.fromkeys(name for name, call in told if call is None)),
    )


def policy_of_banner(script: bytes) -> tuple[str | None, bool | None]:
    """The policy of a banner script, and whether it honours Global Privacy Control; None for what is not told."""
    text = script[:LONGEST_SCRIPT].decode("utf-8", "replace")
    policy, gpc = BANNER.search(text), GPC.search(text)
    return policy["policy"] if policy else None, gpc["gpc"] in ("true", "!0") if gpc else None


def _calls(text: str) -> Iterator[tuple[str, list[Literal] | None]]:
    """The names of the calls in the script, and the calls that are literals throughout."""
    for found in islice(CALL.finditer(text), MOST_CALLS):
        yield found["name"], array_at(text, found.start("call"))


def _named(calls: list[list[Literal]], name: str) -> list[list[Literal]]:
    return [call for call in calls if call[0] == name]


def _is_on(calls: list[list[Literal]], name: str) -> bool:
    """Whether the last call of that name switches on; without an argument it does."""
    said = [call[1] if len(call) > 1 else True for call in _named(calls, name)]
    # A list of function names is no call.
    switched = [value for value in said if isinstance(value, bool)]
    return bool(switched and switched[-1])


def _text(call: list[Literal]) -> str:
    """The only argument of a call, if it is a text that is no function's name."""
    value = call[1] if len(call) == 2 else None
    return value[:LONGEST_TEXT] if isinstance(value, str) and value not in NAMES else ""


def _host(call: list[Literal]) -> str:
    text = _text(call)
    return text if "." in text else ""


def _click_rule(call: list[Literal]) -> ClickRule | None:
    match call[1:]:
        case [str(selector), str(event), *rest] if selector not in NAMES and event not in NAMES:
            options = rest[0] if rest and isinstance(rest[0], dict) else {}
            url = options.get("url")
            return ClickRule(
                selector=selector[:LONGEST_TEXT],
                event=event[:LONGEST_TEXT],
                url=url[:LONGEST_TEXT] if isinstance(url, str) else None,
            )
        case _:
            return None


def _is_id(value: Literal) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**15
