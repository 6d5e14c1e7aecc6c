"""What a page says about itself, read from the live document; and HubSpot's cookies."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import msgspec

from harness.capture.document import PageFacts
from harness.capture.platforms import PLATFORMS
from harness.capture.sightings import Cookie
from harness.capture.steps import Steps
from harness.wire.cookies import COOKIES

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page

__all__ = ["BANNERS", "OWN_BANNER", "PageFacts", "cookie_steps", "facts_and_links_steps", "facts_steps", "read_facts"]

BANNERS: Mapping[str, str] = {each.name: each.banner for each in PLATFORMS}
"""The consent platforms that are known, with the selectors of their banners."""

OWN_BANNER = "site's own"
"""The name of a banner that belongs to no known platform."""

LONGEST = 2_000

READ, READ_LINKS = (
    files("harness.capture").joinpath(f"{name}.js").read_text(encoding="utf-8").strip() for name in ("facts", "links")
)
# A page may have broken what one of them is read with.
READ_WITH_LINKS = f"""([wanted, most]) => {{
  const attempt = (read, given) => {{ try {{ return read(given); }} catch (_) {{ return ""; }} }};
  return [attempt({READ}, wanted), attempt({READ_LINKS}, most)];
}}"""


def facts_steps(page: Page, selectors: Sequence[str] = ()) -> Steps[PageFacts | None]:
    """Read a page's facts, and what each of the portal's `selectors` finds in it.

    Playwright's error for a page that is gone; None for one that has broken what it is read with.
    """
    told = yield partial(page.evaluate, READ, _wanted(selectors))
    return read_facts(told)


def facts_and_links_steps(page: Page, selectors: Sequence[str], most: int) -> Steps[tuple[PageFacts | None, list[str]]]:
    """The same, and with them the first addresses that the page links to: asking once costs less."""
    told, links = yield partial(page.evaluate, READ_WITH_LINKS, [_wanted(selectors), most])
    return read_facts(told), [link for link in str(links).split("\n") if link]


def _wanted(selectors: Sequence[str]) -> list[object]:
    return [dict(BANNERS), list(selectors), LONGEST]


def read_facts(told: object) -> PageFacts | None:
    """What `facts.js` has told, in JSON; None when it makes no sense."""
    try:
        # A page's strings may hold half a character, which msgspec's own reader does not take.
        values = json.loads(str(told))
        facts = msgspec.convert({name: value for name, value in values.items() if value is not None}, PageFacts)
    except (ValueError, AttributeError, RecursionError, msgspec.ValidationError):
        return None
    return replace(facts, banners=tuple(name or OWN_BANNER for name in facts.banners))


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
