"""What a visitor does on a site: open a page, walk its links, and come to rest after each step."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from importlib.resources import files
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout

from harness.audit.trouble import reason_of
from harness.audit.visit import CookieFact, LoaderTag, PageVisit
from harness.capture.capture import Capture
from harness.capture.facts import PageFacts, cookie_steps, facts_steps
from harness.capture.sightings import Cookie
from harness.capture.steps import run_async
from harness.errors import PageError
from harness.wire.words import plain

if TYPE_CHECKING:
    from playwright.async_api import ConsoleMessage, Dialog, Download, Page

__all__ = ["REST_S", "Journey"]

REST_S = 20.0
STEP_S = 5.0
CRASH_MS = 500
CRASHED = "the tab crashed"
MOST_FAULTS = 50
MOST_LINKS = 10
BUTTONS = ("back", "forward")
LONGEST_URL = 200

LINKS = files("harness.audit.gather").joinpath("links.js").read_text(encoding="utf-8")
# The status text of the relay's own answers; a page that cannot be reached over plain http is one.
RELAY = "hstrack"


class Journey:
    """One visitor in one browser context; whatever goes wrong, what was seen so far stays readable.

    `pages` are the documents, `banner` is the consent banner that was met, `doubts` are what could not be ruled out,
    `walked` counts the links that were followed. Once the page is lost, nothing more is asked of it.
    """

    def __init__(self, capture: Capture, say: Callable[[str], object], *, timeout_s: float, rest_s: float) -> None:
        self.capture = capture
        self.context = capture.context
        self.timeout_s = timeout_s
        self.rest_s = rest_s
        self.say = say
        self.pages: list[PageVisit] = []
        self.doubts: list[str] = []
        self.banner: str | None = None
        self.walked = 0
        self._faults = 0
        self._lost = ""

    async def run(self, url: str, walk: Sequence[str] | None) -> None:
        """Open `url` and click the links of `walk`; None follows links that the application takes without a load.

        Raises PageError when the page cannot be visited, or not to its end.
        """
        page = await self.begin()
        await self.see(page, url)
        await (self._explore(page) if walk is None else self._walk(page, walk))
        self._check(url)
        await self.leave(page)

    async def begin(self) -> Page:
        """The visitor's tab, listened to."""
        self.context.on("dialog", self._dismiss)
        self.context.on("console", self._heard)
        page = await self.context.new_page()
        page.on("crash", self._crash)
        page.on("download", self._download)
        return page

    async def see(self, page: Page, url: str) -> None:
        """Open `url`, come to rest, and keep what the document says about itself.

        Raises PageError when the page cannot be visited, or not to its end; a tab that is lost is not to be used again.
        """
        self._faults = 0
        self.say(f"opening {plain(url, LONGEST_URL)}")
        status = await self._open(page, url)
        unfinished = await self._unfinished(page)
        await self._look(page, url, status, within_s=STEP_S if unfinished else self.rest_s)
        if unfinished and self._lost != CRASHED:
            self._lost = unfinished
        self._check(url)

    async def leave(self, page: Page) -> None:
        """Leave the page as a visitor does, so that it sends what it sends while unloading."""
        with suppress(PlaywrightError):
            await page.goto("about:blank", timeout=STEP_S * 1000)

    def _check(self, url: str) -> None:
        if self._lost:
            raise PageError(f"{plain(url, LONGEST_URL)}: {self._lost}; what it sent before is judged")

    async def _open(self, page: Page, url: str) -> int | None:
        try:
            response = await page.goto(url, wait_until="commit", timeout=self.timeout_s * 1000)
            relayed = response and response.status_text == RELAY
            reason = (await response.text() if relayed and response else "").strip()
        except PlaywrightError as error:
            told = await self._crash_of(page) or reason_of(str(error))
            raise PageError(f"{plain(url, LONGEST_URL)}: {told}") from None
        if reason:
            raise PageError(f"{plain(url, LONGEST_URL)}: {plain(reason, LONGEST_URL)}; check the address")
        return response.status if response else None

    async def _unfinished(self, page: Page) -> str:
        """Why a page did not load to its end; empty when it did."""
        try:
            await page.wait_for_load_state("load", timeout=self.timeout_s * 1000)
        except PlaywrightTimeout:
            return f"it had not finished loading after {self.timeout_s:g} s; raise --timeout"
        except PlaywrightError as error:
            return reason_of(str(error))
        return ""

    async def _crash_of(self, page: Page) -> str:
        """The crash that ended the loading of a page, or nothing; the browser tells of it a moment later."""
        with suppress(PlaywrightError):
            await page.wait_for_event("crash", lambda _: True, timeout=CRASH_MS)
        return self._lost

    async def _look(self, page: Page, url: str, status: int | None = None, within_s: float | None = None) -> None:
        """Come to rest and keep what the document says about itself."""
        await self._rest(within_s)
        facts, cookies = await self._facts(page)
        self.banner = self.banner or (facts.banner if facts else None)
        self.pages.append(
            PageVisit(
                url=url,
                final_url=page.url,
                status=status,
                title=facts.title if facts else "",
                canonical=facts.canonical if facts else None,
                loaders=tuple(LoaderTag(src=src, element_id=name, type=kind) for src, name, kind in _loaders(facts)),
                cookies=tuple(_cookie(cookie) for cookie in cookies),
                loaded_at=self._loads()[-1] if self._loads() else datetime.now(UTC),
                takeover=facts.takeover if facts else None,
            )
        )

    async def _rest(self, within_s: float | None = None) -> None:
        if self._lost:
            return
        within_s = within_s or self.rest_s
        try:
            async with asyncio.timeout(within_s):
                settlement = await run_async(self.capture.settle_steps())
            self.doubts += settlement.doubts
        except TimeoutError:
            self.doubts.append(f"the page did not come to rest within {within_s:g} s")
            self._lost = self._lost or "a script or a request keeps it busy"
        except PlaywrightError as error:
            self.doubts.append(f"the page went away: {reason_of(str(error))}")

    async def _facts(self, page: Page) -> tuple[PageFacts | None, Sequence[Cookie]]:
        with suppress(PlaywrightError, TimeoutError):
            async with asyncio.timeout(STEP_S):
                cookies = await run_async(cookie_steps(self.context))
                return (None if self._lost else await run_async(facts_steps(page))), cookies
        self.doubts.append(f"{plain(page.url, LONGEST_URL)} could not be read")
        return None, ()

    async def _walk(self, page: Page, walk: Sequence[str]) -> None:
        for step in walk:
            self.say(f"{'going' if step in BUTTONS else 'clicking'} {plain(step, LONGEST_URL)}")
            loads = len(self._loads())
            try:
                async with page.expect_event("framenavigated", timeout=STEP_S * 1000):
                    await self._step(page, step)
            except PlaywrightError:
                kind = "step" if step in BUTTONS else "link"
                self.doubts.append(f"the {kind} {plain(step, LONGEST_URL)} could not be followed")
            else:
                self.walked += 1
                await self._arrive(page, loads)
            if self._lost:
                return

    async def _step(self, page: Page, step: str) -> None:
        """Press a button of the browser, or click the link with that `href`; nothing waits for what comes of it."""
        if step in BUTTONS:
            await (page.go_back if step == "back" else page.go_forward)(wait_until="commit", timeout=STEP_S * 1000)
        else:
            await page.locator(f"a[href={json.dumps(step)}]").first.click(timeout=STEP_S * 1000)

    async def _explore(self, page: Page) -> None:
        """Follow links of the page that its own code takes; the first one that it leaves alone ends the walk."""
        for href in await self._links(page):
            loads, before = len(self._loads()), page.url
            with suppress(PlaywrightError):
                await page.locator(f"a[href={json.dumps(href)}]").first.dispatch_event("click", timeout=STEP_S * 1000)
            await self._rest()
            if self._lost or page.url == before:
                return
            self.say(f"followed {plain(href, LONGEST_URL)}")
            self.walked += 1
            await self._arrive(page, loads)

    async def _links(self, page: Page) -> list[str]:
        try:
            async with asyncio.timeout(STEP_S):
                return [str(href) for href in await page.evaluate(LINKS, MOST_LINKS)]
        except (PlaywrightError, TimeoutError):
            return []

    async def _arrive(self, page: Page, loads: int) -> None:
        """Look at what a click has led to, which is another document if something was loaded since."""
        await self._unfinished(page)
        if len(self._loads()) > loads:
            await self._look(page, page.url)
        else:
            await self._rest()

    def _loads(self) -> list[datetime]:
        return [change.at for change in self.capture.timeline.navigations if change.top and change.kind == "load"]

    def _fault(self, kind: str, text: str, page: Page | None) -> None:
        self._faults += 1
        if self._faults <= MOST_FAULTS:
            self.capture.fault(kind, text, url=page.url if page else "", page=page)

    async def _dismiss(self, dialog: Dialog) -> None:
        self._fault("dialog", f"{dialog.type}: {dialog.message}", dialog.page)
        with suppress(PlaywrightError):
            # Whoever wants to keep the visitor on the page is not obeyed; any other question is answered with no.
            await (dialog.accept() if dialog.type == "beforeunload" else dialog.dismiss())

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            kind = "csp" if "Content Security Policy" in message.text else "console"
            self._fault(kind, message.text, message.page)

    def _crash(self, page: Page) -> None:
        self._lost = CRASHED
        self._fault("crash", "the tab crashed", page)

    def _download(self, download: Download) -> None:
        self._fault("download", download.suggested_filename, download.page)


def _loaders(facts: PageFacts | None) -> Sequence[tuple[str, str, str]]:
    return facts.loaders if facts else ()


def _cookie(cookie: Cookie) -> CookieFact:
    return CookieFact(
        name=cookie.name,
        value=cookie.value,
        domain=cookie.domain,
        path=cookie.path,
        lifetime_s=cookie.lifetime_s,
        secure=cookie.secure,
        http_only=cookie.http_only,
        same_site=cookie.same_site,
    )
