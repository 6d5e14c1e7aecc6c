"""Goes before the visitors of a crawl: asks hosts what crawlers may see, and reads sitemaps."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from playwright.async_api import Error as PlaywrightError

from harness.audit.crawl.plan import AGENT, CrawlPlan
from harness.audit.crawl.robots import Robots, read_robots, robots_address
from harness.audit.crawl.sitemap import Sitemap, read_sitemap
from harness.audit.gather.closing import bounded
from harness.audit.gather.ground import Ground
from harness.audit.gather.target import CrawlTarget

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext

__all__ = ["Scout"]

DISTRIBUTION = "hubspot-tracking-harness"
AUTO = "auto"
MOST_SITEMAPS = 200
MOST_REDIRECTS = 5


class Scout:
    """Asks through the same relay as the visitors, in a context without pages."""

    def __init__(self, context: BrowserContext, plan: CrawlPlan, timeout_s: float, user_agent: str) -> None:
        self.context = context
        self.plan = plan
        self.timeout_s = timeout_s
        self.user_agent = user_agent
        self._robots: dict[str, asyncio.Task[Robots]] = {}

    @classmethod
    @asynccontextmanager
    async def sent(cls, ground: Ground, target: CrawlTarget) -> AsyncIterator[Scout]:
        """A scout for one crawl."""
        context = await ground.context(dict(ground.tap.context_args(target.surroundings)))
        try:
            user_agent = target.plan.user_agent or f"{await _own_name(context)} {AGENT}/{version(DISTRIBUTION)}"
            yield cls(context, target.plan, ground.how.timeout_s, user_agent)
        finally:
            await bounded(context.close())

    async def robots(self, address: str) -> Robots:
        """The wishes of an address's host, asked for once."""
        if not self.plan.robots:
            return Robots(agent=self.plan.agent)
        return await asyncio.shield(self._asked(address))

    def ask_ahead(self, addresses: Iterable[str]) -> None:
        """Ask for the wishes of their hosts before anybody waits for them."""
        if self.plan.robots:
            for address in addresses:
                self._asked(address)

    def _asked(self, address: str) -> asyncio.Task[Robots]:
        where = robots_address(address)
        if where not in self._robots:
            self._robots[where] = asyncio.create_task(self._ask(where))
        return self._robots[where]

    async def _ask(self, where: str) -> Robots:
        return read_robots(*await self._fetched(where), self.plan.agent)

    def refusal(self, address: str) -> str:
        """Why a page may not be visited."""
        where = robots_address(address)
        closed = where in self._robots and self._robots[where].result().closed
        return f"{where} could not be read, which forbids every page" if closed else "robots.txt forbids it"

    async def sitemaps(self, starts: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
        """The pages that the sitemaps of the plan name, with the address of each sitemap."""
        waiting = [each async for each in self._first(starts)]
        found: list[tuple[str, tuple[str, ...]]] = []
        read = set(waiting)
        while waiting and len(found) < MOST_SITEMAPS:
            where = waiting.pop(0)
            _, body = await self._fetched(where)
            told = read_sitemap(body)
            found.append((where, told.pages))
            further = [each for each in _further(where, told) if each not in read]
            read.update(further)
            waiting += further
        return found

    async def _first(self, starts: Iterable[str]) -> AsyncIterator[str]:
        for sitemap in self.plan.sitemaps:
            if sitemap != AUTO:
                yield sitemap
                continue
            for start in starts:
                named = (await self.robots(start)).sitemaps
                for each in named or (urljoin(start, "/sitemap.xml"),):
                    yield each

    async def _fetched(self, address: str) -> tuple[int | None, bytes]:
        """Status and body of an answer; None where there was none."""
        try:
            answer = await self.context.request.get(
                address,
                timeout=self.timeout_s * 1000,
                max_redirects=MOST_REDIRECTS,
                headers={"user-agent": self.user_agent},
            )
            body = await answer.body()
            await answer.dispose()
        except PlaywrightError:
            return None, b""
        return answer.status, body if answer.ok else b""


async def _own_name(context: BrowserContext) -> str:
    """What the browser calls itself."""
    browser = context.browser
    if browser and browser.browser_type.name == "chromium":
        # It tells without a page, which takes a tenth of a second to make.
        session = await browser.new_browser_cdp_session()
        told = await session.send("Browser.getVersion")
        await session.detach()
        return str(told["userAgent"])
    page = await context.new_page()
    name = await page.evaluate("navigator.userAgent")
    await page.close()
    return str(name)


def _further(where: str, told: Sitemap) -> Iterator[str]:
    return (urljoin(where, each) for each in dict.fromkeys(told.sitemaps))
