"""What a visitor does on a site: open a page, press what is there, and come to rest and look after each step."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from datetime import UTC, datetime
from importlib.resources import files
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from harness.audit.gather.conduct import Conduct
from harness.audit.gather.limits import MOST_BYTES, MOST_REQUESTS
from harness.audit.gather.link_selector import link_selector
from harness.audit.gather.loading import LONGEST_URL, Loading
from harness.audit.gather.looking import Looking
from harness.audit.trouble import reason_of
from harness.audit.visit import Arrival, ConsentChoice, PageVisit
from harness.capture.capture import Capture
from harness.capture.steps import run_async
from harness.errors import PageError
from harness.wire.words import plain

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

__all__ = ["CRAWL", "LONGEST_URL", "REST_S", "STEP_S", "Visitor"]

REST_S = 20.0
STEP_S = 5.0
CRAWL = "crawl"
BUSY = "a script or a request keeps it busy"
MOST_LINKS = 5_000
BUTTONS = ("back", "forward")
BLANK = "about:blank"

LINKS = files("harness.audit.gather").joinpath("links.js").read_text(encoding="utf-8")
# As Playwright's `dispatch_event` does it, which first brings its tools into the document: 30 ms.
CLICK = """(selector) => document.querySelector(selector)
  ?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true }))"""


class Visitor:
    """One visitor in one browser context; whatever goes wrong, what was seen so far stays readable.

    `start_url` is where the visit begins, `pages` are the documents, `banner` is the consent banner that was met,
    `choices` what was chosen in it, `doubts` what could not be ruled out, `walked` counts the links that were followed,
    `not_applicable` says why the journey cannot be made on this site; `patience_s`, if set, bounds the wait for a
    page's tracking code. Once the page is lost, each step raises PageError, and nothing more is asked of it.
    """

    page: Page
    another: Callable[[], AbstractAsyncContextManager[Visitor]]
    """Another visitor, with a browser context of its own, of whom only what is kept of this one is left."""

    def __init__(
        self,
        capture: Capture,
        say: Callable[[str], object],
        *,
        timeout_s: float,
        rest_s: float,
        journey: str = "first-visit",
        start_url: str = "",
    ) -> None:
        self.capture = capture
        self.context = capture.context
        is_crawl = journey == CRAWL
        is_quiet = is_crawl and not capture.lane.table.real_scripts
        self.looking = Looking(capture, is_quiet=is_quiet, most_links=MOST_LINKS if is_crawl else 0)
        self.rest_s = rest_s
        self.say = say
        self.journey = journey
        self.start_url = start_url
        self.patience_s: float | None = None
        self.pages: list[PageVisit] = []
        self.choices: list[ConsentChoice] = []
        self.arrivals: list[Arrival] = []
        self.doubts: list[str] = []
        self.banner: str | None = None
        self.walked = 0
        self.not_applicable = ""
        self._conduct = Conduct(capture, lambda: self.page)
        self._loading = Loading(self._conduct, self.looking, timeout_s)

    async def begin(self) -> None:
        """Have a tab to visit pages in."""
        if not self.context.pages:
            self.page = await self.context.new_page()

    async def open(self, url: str) -> None:
        """Open an address, come to rest and look; raises PageError when it cannot be visited, or not to its end.

        Addresses may be opened one after the other, as a crawl does; a tab that was lost is not to be used again.
        """
        await self.begin()
        self._conduct.opens()
        self.capture.lane.allow(MOST_BYTES, MOST_REQUESTS)
        self.say(f"opening {plain(url, LONGEST_URL)}")
        unfinished = await self._loading.open(self.page, url)
        await self._look(self.page, url, within_s=STEP_S if unfinished else self.rest_s)
        if unfinished and self._conduct.lost in ("", BUSY):
            self._conduct.lost = unfinished
        self._check()

    async def reload(self) -> None:
        """Load the page that is open once more."""
        await self.open(self.page.url)

    async def follow(self, step: str) -> bool:
        """Press `back` or `forward`, or click the link with that `href`; whether it led anywhere, else a doubt says so.

        A link that opens another tab is followed there.
        """
        self.say(f"{'going' if step in BUTTONS else 'clicking'} {plain(step, LONGEST_URL)}")
        if step in BUTTONS:
            press = self.page.go_back if step == "back" else self.page.go_forward
            led = await self._leads(lambda: press(wait_until="commit", timeout=STEP_S * 1000))
        else:
            link = self.page.locator(link_selector(step)).first
            led = await self.click(link)
        if not led:
            kind = "step" if step in BUTTONS else "link"
            self.doubts.append(f"the {kind} {plain(step, LONGEST_URL)} could not be followed")
        return led

    async def click(self, link: Locator) -> bool:
        """Click a link; whether it led to another address, where the visitor then is."""
        return await self._leads(lambda: link.click(timeout=STEP_S * 1000))

    async def walk(self, steps: Sequence[str]) -> None:
        """Follow each of the links."""
        for step in steps:
            await self.follow(step)

    async def go_on(self, walk: Sequence[str] | None) -> None:
        """Follow the links, or where none are known load the page once more, as the next page of a visit."""
        await (self.walk(walk) if walk else self.open(self.page.url))

    async def press(self, element: Locator) -> None:
        """Click an element and come to rest; a document that it leads to is looked at. Raises Playwright's error."""
        self._conduct.steps()
        await element.click(timeout=STEP_S * 1000)
        await self.moved()

    async def moved(self) -> None:
        """Come to rest after something that may have moved the page; a document that came of it is looked at."""
        await self.rest()
        loaded_at = self._conduct.loaded_at
        if loaded_at and (not self.pages or loaded_at > self.pages[-1].loaded_at):
            await self.look()

    async def route(self, href: str) -> bool:
        """Click a link of `routes()`; whether the application has taken it without a load."""
        loads, before = self._conduct.steps(), self.page.url
        with suppress(PlaywrightError, TimeoutError):
            async with asyncio.timeout(STEP_S):
                await self.page.evaluate(CLICK, link_selector(href))
        await self.rest()
        if self.page.url == before:
            return False
        self.say(f"followed {plain(href, LONGEST_URL)}")
        self.walked += 1
        await self._arrive(loads)
        return True

    async def routes(self, most: int) -> list[str]:
        """The `href` of links that an application may take without a load; from now on a click loads nothing else."""
        try:
            async with asyncio.timeout(STEP_S):
                return [str(href) for href in await self.page.evaluate(LINKS, most)]
        except (PlaywrightError, TimeoutError):
            return []

    async def rest(self) -> None:
        """Come to rest."""
        await self._rest()
        self._check()

    async def look(self) -> None:
        """Come to rest and keep what the document says about itself."""
        await self._look(self.page, self.page.url)
        self._check()

    async def leave(self) -> None:
        """Leave the page as a visitor does, so that it sends what it sends while unloading."""
        if not self.context.pages:
            return
        with suppress(PlaywrightError):
            await self.page.goto(BLANK, timeout=STEP_S * 1000)
            # What was sent while unloading is on its way, and a context that closes takes it along.
            await self._rest(STEP_S)

    async def _look(self, page: Page, url: str, within_s: float | None = None) -> None:
        """Come to rest and keep what the document says about itself."""
        await self._rest(within_s)
        loaded_at = self._conduct.loaded_at or datetime.now(UTC)
        seen = await self.looking.page_visit(page, url, loaded_at, lost=bool(self._conduct.lost))
        if not (seen.was_read or self._conduct.lost):
            self.doubts.append(f"{plain(page.url, LONGEST_URL)} could not be read")
        if self.capture.lane.spent:
            self.doubts.append(
                f"{plain(page.url, LONGEST_URL)} {self.capture.lane.spent}, and was cut off from the rest"
            )
        self.banner = self.banner or next(iter(seen.banners), None)
        self.pages.append(seen)

    async def _rest(self, within_s: float | None = None) -> None:
        if self._conduct.lost:
            return
        within_s = within_s or self.rest_s
        try:
            async with asyncio.timeout(within_s):
                settlement = await run_async(self.capture.settle_steps(bound_s=self.patience_s))
            self.doubts += settlement.doubts
        except TimeoutError:
            self.doubts.append(f"the page did not come to rest within {within_s:g} s")
            self._conduct.lost = self._conduct.lost or BUSY
        except PlaywrightError as error:
            self.doubts.append(f"the page went away: {reason_of(str(error))}")

    async def _leads(self, act: Callable[[], Awaitable[object]]) -> bool:
        """Whether something leads to another address within a moment; then the visitor is there, and has looked."""
        loads = self._conduct.steps()
        self._conduct.moved.clear()
        try:
            await act()
            async with asyncio.timeout(STEP_S):
                await self._conduct.moved.wait()
        except (PlaywrightError, TimeoutError):
            return False
        self.page = self.context.pages[-1]
        self.walked += 1
        await self._arrive(loads)
        return True

    async def _arrive(self, loads: int) -> None:
        """Look at what a click has led to, which is another document if something was loaded since."""
        await self._loading.finish(self.page)
        await (self.look() if self._conduct.loads > loads else self.rest())

    @property
    def lost(self) -> bool:
        """Whether the tab cannot be used any more, or the whole browser."""
        browser = self.context.browser
        return bool(self._conduct.lost) or (browser is not None and not browser.is_connected())

    @property
    def has_left(self) -> bool:
        """Whether nothing more can come: every page was left, and that came to rest."""
        return not self.lost and all(page.url == BLANK for page in self.context.pages)

    def _check(self) -> None:
        if self._conduct.lost:
            url = self.pages[-1].url if self.pages else self.page.url
            raise PageError(f"{plain(url, LONGEST_URL)}: {self._conduct.lost}; what it sent before is judged")
