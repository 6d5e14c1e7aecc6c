"""The journey cross-domain."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Set
from contextlib import suppress
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from harness.audit.crawl.address import site_of
from harness.audit.finding import DoesNotApply
from harness.audit.gather.consent import Banner
from harness.audit.gather.target import Target
from harness.audit.gather.visitor import STEP_S, Visitor
from harness.wire.words import plain

if TYPE_CHECKING:
    from playwright.async_api import Locator

__all__ = ["journey"]

MOST_LINKS = 2_000
ADDRESSES = "(links, most) => links.slice(0, most).map((link) => link.getClientRects().length ? String(link.href) : '')"


async def journey(visitor: Visitor, target: Target) -> None:
    """Go by links to another domain of the site and back, in one browser; a banner that asks is accepted first."""
    await visitor.open(target.url)
    with suppress(DoesNotApply):
        await Banner(visitor, target.wishes).accept()
    home = site_of(visitor.page.url)
    others = frozenset(map(site_of, _domains(visitor, target))) - {home}
    if not others:
        raise DoesNotApply("no second domain of the site is known; name it with --domain")
    if not await _found_and_crossed(visitor, others, target.walk or ()):
        raise DoesNotApply(f"no link leads to {plain(', '.join(sorted(others)), 200)}")
    if site_of(visitor.page.url) == home:
        visitor.doubts.append(f"the link to another domain ended at {plain(visitor.page.url, 200)}")
    elif not await _crossed(visitor, frozenset({home})):
        await visitor.open(target.url)


def _domains(visitor: Visitor, target: Target) -> Iterator[str]:
    """Addresses on the domains that the portal counts to one site, or that the user does."""
    configured = (domain for portal in visitor.looking.portals for domain in portal.cookie_domains)
    return (f"https://{name.lstrip('.*').lower()}/" for name in (*target.wishes.domains, *configured))


async def _found_and_crossed(visitor: Visitor, sites: Set[str], walk: tuple[str, ...]) -> bool:
    """Cross from the page that is open, or from the first one along the walk that links to these sites."""
    for step in ("", *walk):
        if step:
            await visitor.follow(step)
        if await _crossed(visitor, sites):
            return True
    return False


async def _crossed(visitor: Visitor, sites: Set[str]) -> bool:
    link = await _link_to(visitor, sites)
    return link is not None and await visitor.click(link)


async def _link_to(visitor: Visitor, sites: Set[str]) -> Locator | None:
    """The first visible link to one of the sites; by its place, for a linker rewrites addresses when one is clicked."""
    links = visitor.page.locator("a[href]")
    try:
        async with asyncio.timeout(STEP_S):
            addresses = await links.evaluate_all(ADDRESSES, MOST_LINKS)
    except (PlaywrightError, TimeoutError):
        return None
    places = (place for place, address in enumerate(addresses) if _is_on(address, sites))
    return next((links.nth(place) for place in places), None)


def _is_on(address: str, sites: Set[str]) -> bool:
    with suppress(ValueError):
        return address.startswith(("http://", "https://")) and site_of(address) in sites
    return False
