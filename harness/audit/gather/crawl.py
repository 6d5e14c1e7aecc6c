"""The crawl: visitors who share what is still to be seen of a site, each in a context of its own, several at a time."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from time import monotonic

from playwright.async_api import Error as PlaywrightError

from harness.audit.crawl.address import page_address, site_of
from harness.audit.crawl.frontier import Frontier, Waiting
from harness.audit.crawl.pace import Pace
from harness.audit.crawl.scope import Scope
from harness.audit.gather.closing import bounded
from harness.audit.gather.gathering import Progress
from harness.audit.gather.ground import Ground
from harness.audit.gather.scout import Scout
from harness.audit.gather.target import CrawlTarget
from harness.audit.gather.visitor import CRAWL, STEP_S, Visitor
from harness.audit.words import count
from harness.errors import BrowserError, PageError
from harness.wire.address import host_of
from harness.wire.words import plain

__all__ = ["crawl"]

LONGEST_URL = 200


async def crawl(ground: Ground, target: CrawlTarget) -> None:
    """Visit the pages of a site, breadth first; each visitor's pages become a visit."""
    async with Scout.sent(ground, target) as scout:
        await _Crawl(ground, target, scout).run()


class _Crawl:
    """What the visitors of one crawl share. A page is `in_hand` from being taken until its links are known."""

    def __init__(self, ground: Ground, target: CrawlTarget, scout: Scout) -> None:
        plan = target.plan
        self.starts = [address for url in target.urls if (address := page_address(url))]
        scope = Scope(sites=frozenset(map(site_of, self.starts)), include=plan.include, exclude=plan.exclude)
        self.ground = ground
        self.target = target
        self.plan = plan
        self.scout = scout
        self.frontier = Frontier(scope.with_domains(plan.domains), most=plan.max_pages, depth=plan.depth)
        self.frontier.start(self.starts)
        self.pace = Pace(plan.rate)
        self.began = monotonic()
        self.in_hand = 0
        self.pages = 0
        self.hits = 0
        self.forbidden = 0
        self.over = False
        self.grown = asyncio.Event()

    async def run(self) -> None:
        """Send visitors until nothing is left."""
        self.scout.ask_ahead(self.starts)
        for start, links in await self.scout.sitemaps(self.target.urls):
            self.frontier.add(links, base=start)
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(min(self.plan.concurrency, self.plan.max_pages)):
                    group.create_task(self._send())
        finally:
            self._note()

    async def _send(self) -> None:
        """Send one visitor after the other; each has its tab before there is a page for it."""
        while not self.is_over:
            try:
                async with self.ground.visitor(
                    self.target.surroundings,
                    journey=CRAWL,
                    say=lambda _: None,  # The crawl's progress tells enough.
                    user_agent=self.scout.user_agent,
                ) as visitor:
                    await visitor.begin()
                    await self._tour(visitor)
            except (PlaywrightError, BrowserError) as error:
                # Visitors for whom there was no page yet lose nothing but the crawl, which is told once.
                if not self.over:
                    self._fail(self.starts[0], f"the browser failed ({_first_line(error)})")
                self.over = True
                self.grown.set()

    async def _tour(self, visitor: Visitor) -> None:
        """Let a visitor open a number of pages, one after the other, and leave."""
        for _ in range(self.plan.pages_a_visit):
            if (waiting := await self._next()) is None:
                break
            visitor.start_url = visitor.start_url or waiting.address
            if not await self._see(visitor, waiting):
                return
        if visitor.start_url:
            await visitor.leave()

    @property
    def is_over(self) -> bool:
        """Whether no visitor has anything more to do; whoever gives a page back takes the next one."""
        return self.over or self.frontier.is_full or (self.in_hand == 0 and self.frontier.waiting == 0)

    async def _next(self) -> Waiting | None:
        """The next page, once it may be visited; None when none is left."""
        while True:
            waiting = None if self.over else self.frontier.take()
            if waiting is None and self.is_over:
                return None
            if waiting is None:
                self.grown.clear()
                await self.grown.wait()
                continue
            self.in_hand += 1
            robots = await self.scout.robots(waiting.address)
            if robots.allows(waiting.address):
                await _pause(self.pace.wait_s(host_of(waiting.address), monotonic(), robots.delay_s))
                return waiting
            self._forbid(waiting)

    async def _see(self, visitor: Visitor, waiting: Waiting) -> bool:
        """Visit a page; whether the visitor can go on to another."""
        how, lane = self.ground.how, visitor.capture.lane
        limit_s = how.timeout_s + how.rest_s + 4 * STEP_S
        hits = lane.hits
        try:
            async with asyncio.timeout(limit_s):
                await visitor.open(waiting.address)
                self._widen(visitor)
                self._follow(visitor.page.url, visitor.looking.links, waiting.depth + 1)
                await _close_others(visitor)
            return True
        except PageError as error:
            self.ground.gathered.problems.append(str(error))
            return not visitor.lost
        except TimeoutError:
            self._fail(waiting.address, f"the visit had not ended after {limit_s:g} s; what it sent is judged")
        except PlaywrightError as error:
            self._fail(waiting.address, f"the browser failed ({_first_line(error)})")
        finally:
            self.hits += lane.hits - hits
            self._done()
        return False

    def _widen(self, visitor: Visitor) -> None:
        for portal in visitor.looking.portals:
            self.frontier.scope = self.frontier.scope.with_portal(portal.cookie_domains)

    def _follow(self, came_to: str, links: list[str], depth: int) -> None:
        self.frontier.came_to(came_to)
        if self.frontier.scope.is_on_site(came_to):
            self.frontier.add(links, base=came_to, depth=depth)

    def _forbid(self, waiting: Waiting) -> None:
        self.forbidden += 1
        if waiting.address in self.starts:
            self._fail(
                waiting.address, f"{self.scout.refusal(waiting.address)}; visit it all the same with --ignore-robots"
            )
        self.frontier.give_back()
        self._put_down()

    def _fail(self, address: str, reason: str) -> None:
        self.ground.gathered.problems.append(f"{plain(address, LONGEST_URL)}: {reason}")

    def _done(self) -> None:
        self.pages += 1
        elapsed_s = monotonic() - self.began
        waiting = self.frontier.waiting + self.in_hand - 1
        self.ground.how.progress(Progress(pages=self.pages, hits=self.hits, waiting=waiting, elapsed_s=elapsed_s))
        self._put_down()

    def _put_down(self) -> None:
        self.in_hand -= 1
        self.grown.set()

    def _note(self) -> None:
        notes = self.ground.gathered.notes
        if left := self.frontier.left_over:
            least = "at least " if self.frontier.crowded else ""
            notes.append(f"{least}{count(left, 'more page')} known, but no more than {self.plan.max_pages} wanted")
        if self.forbidden:
            notes.append(f"{count(self.forbidden, 'page')} left out, because robots.txt forbids them")


def _first_line(error: Exception) -> str:
    return plain(str(error).partition("\n")[0], LONGEST_URL)


async def _close_others(visitor: Visitor) -> None:
    """Close what the page has opened beside itself."""
    for page in visitor.context.pages:
        if page is not visitor.page:
            await bounded(page.close())


async def _pause(seconds: float) -> None:
    if seconds > 0:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await asyncio.Event().wait()
