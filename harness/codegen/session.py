"""A visit with a browser that shows itself: somebody browses, and all of it is recorded."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import async_playwright

from harness.audit.trouble import reason_of
from harness.capture.launch import launch
from harness.capture.timeline import Timeline
from harness.codegen.actions import Course, course_of
from harness.codegen.live import LiveList
from harness.codegen.recorder import Recorder, naming_elements
from harness.errors import PageError
from harness.hubspot import AsyncHubspot, AsyncTap
from harness.wire.words import plain

if TYPE_CHECKING:
    from playwright.async_api import Page

    from harness.capture.journal import Journal
    from harness.capture.tap import Surroundings
    from harness.stage.browsers import FoundBrowser

__all__ = ["Wanted", "browse", "recorded"]

LOAD_S, CLOSE_S = 30.0, 60.0
REPORTS_LATER_S = 0.25
"""A hit may be here before the report on what caused it, and is told below it all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be recorded: from where on, with which browser, and what surrounds it; `say` gets the live list."""

    start: str
    around: Surroundings
    browser: FoundBrowser
    upstream: str | None = None
    say: Callable[[str], object] = lambda _: None


def recorded(wanted: Wanted) -> tuple[Course, Timeline]:
    """What somebody did and what was sent, from the first page until the last one is closed, or until Ctrl-C.

    Raises:
        BrowserError: the browser cannot be started.
        PageError: the page cannot be opened.
    """
    over: Future[None] = Future()
    with ThreadPoolExecutor(1, thread_name_prefix="hstrack-codegen") as worker:
        # A thread of its own, because the caller's may already run an event loop.
        work = worker.submit(lambda: asyncio.run(_record(wanted, over)))
        try:
            return work.result()
        except KeyboardInterrupt:
            _end(over)
            return work.result()


async def browse(page: Page, over: Future[None]) -> None:  # noqa: ARG001 - for those who browse in somebody's place
    """Leave the page to somebody until it is over."""
    await asyncio.wrap_future(over)


async def _record(wanted: Wanted, over: Future[None]) -> tuple[Course, Timeline]:
    async with AsyncTap(wanted.around, upstream=wanted.upstream) as tap:
        with naming_elements():
            playwright = await async_playwright().start()
        try:
            browser = await launch(playwright, wanted.browser, tap, headless=False)
            browser.on("disconnected", lambda _: _end(over))
            context = await browser.new_context(**tap.context_args())
            hubspot = await tap.attach(context)
            return await _visit(wanted, hubspot, over)
        finally:
            with suppress(PlaywrightError, TimeoutError):
                async with asyncio.timeout(CLOSE_S):
                    await playwright.stop()


async def _visit(wanted: Wanted, hubspot: AsyncHubspot, over: Future[None]) -> tuple[Course, Timeline]:
    live, context = LiveList(), hubspot.capture.context

    def tell(*, is_over: bool = False) -> None:
        actions = course_of(recorder.reports, wanted.start).actions
        for line in live.news(actions, hubspot.timeline, is_over=is_over):
            wanted.say(line)

    def closed(_: Page) -> None:
        if not context.pages:
            _end(over)

    recorder = Recorder(hubspot.capture, tell)
    await recorder.attach()
    context.on("page", lambda page: page.on("close", closed))
    with _heard_in_loop(hubspot.capture.lane.journal, tell):
        page = await context.new_page()
        await _open(page, wanted.start)
        with suppress(PlaywrightError):
            await browse(page, over)
    tell(is_over=True)
    return course_of(recorder.reports, wanted.start), hubspot.timeline


async def _open(page: Page, url: str) -> None:
    try:
        await page.goto(url, wait_until="commit", timeout=LOAD_S * 1000)
    except PlaywrightError as error:
        raise PageError(f"{plain(url, 200)}: {reason_of(str(error))}") from None


@contextmanager
def _heard_in_loop(journal: Journal, tell: Callable[[], object]) -> Iterator[None]:
    """Tell of new entries in this event loop, though it is another thread that adds them."""
    loop = asyncio.get_running_loop()

    def later() -> None:
        loop.call_later(REPORTS_LATER_S, tell)

    def heard() -> None:
        loop.call_soon_threadsafe(later)

    deafen = journal.listen(heard)
    try:
        yield
    finally:
        deafen()


def _end(over: Future[None]) -> None:
    if not over.done():
        over.set_result(None)
