"""What a page says about itself, read from the live document: title, canonical link, loaders, takeover, banner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from harness.capture.sightings import Cookie
from harness.capture.steps import Steps
from harness.wire.cookies import COOKIES

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page

__all__ = ["BANNERS", "PageFacts", "cookie_steps", "facts_steps"]

BANNERS: Mapping[str, str] = {
    "hubspot": "#hs-banner, #hs-eu-cookie-confirmation, #hs-banner-parent",
    "OneTrust": "#onetrust-banner-sdk",
    "Cookiebot": "#CybotCookiebotDialog",
    "Usercentrics": "#usercentrics-root, #usercentrics-cmp-ui",
    "Klaro": ".klaro .cookie-notice, .klaro .cookie-modal",
    "Didomi": "#didomi-notice, #didomi-popup",
    "TrustArc": "#truste-consent-track, #consent_blackbar",
    "Quantcast": ".qc-cmp2-container",
    "Osano": ".osano-cm-window, .cc-window",
    "Borlabs": "#BorlabsCookieBox",
    "Complianz": ".cmplz-cookiebanner",
    "CookieYes": ".cky-consent-container",
    "iubenda": "#iubenda-cs-banner",
    "Termly": "#termly-code-snippet-support",
    "tarteaucitron": "#tarteaucitronAlertBig",
    "CookieConsent": "#cc-main",
}
"""The consent platforms that are known, with the selectors of their banners."""

OWN_BANNER = "site's own"
"""The name of a banner that belongs to no known platform."""

LONGEST = 2_000

READ = files("harness.capture").joinpath("facts.js").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """One document: `loaders` are (address, element id, type); `takeover` says whether the tracker runs."""

    title: str
    canonical: str | None
    loaders: tuple[tuple[str, str, str], ...]
    takeover: bool
    banner: str | None


def facts_steps(page: Page) -> Steps[PageFacts]:
    """Read a page's facts; Playwright's error for a page that is gone."""
    told = yield partial(page.evaluate, READ, [dict(BANNERS), LONGEST])
    banner = OWN_BANNER if told["banner"] == "" else told["banner"]
    loaders = tuple((src, element_id, kind) for src, element_id, kind in told["loaders"])
    return PageFacts(**{**told, "banner": banner, "loaders": loaders})


def cookie_steps(context: BrowserContext) -> Steps[tuple[Cookie, ...]]:
    """HubSpot's cookies of every domain, by domain and name."""
    jar = yield context.cookies
    now = datetime.now(UTC)
    kept = [_cookie(cookie, now) for cookie in jar if cookie["name"] in COOKIES]
    return tuple(sorted(kept, key=lambda cookie: (cookie.domain, cookie.name)))


def _cookie(cookie: dict[str, Any], now: datetime) -> Cookie:
    return Cookie(
        name=cookie["name"],
        value=cookie["value"],
        domain=cookie["domain"],
        path=cookie["path"],
        lifetime_s=cookie["expires"] - now.timestamp() if cookie["expires"] > 0 else None,
        secure=cookie["secure"],
        http_only=cookie["httpOnly"],
        same_site=cookie["sameSite"],
        partition=cookie.get("partitionKey"),
        at=now,
    )
