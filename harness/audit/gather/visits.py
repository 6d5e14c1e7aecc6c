"""Visits with a browser: each target in a context of its own, heard by the tap, kept whatever happens."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import async_playwright

from harness.audit.gather.perform import perform
from harness.audit.gather.target import Target
from harness.audit.gather.visitor import REST_S, Visitor
from harness.audit.visit import Visit
from harness.capture.capture import Capture
from harness.capture.launch import launch
from harness.capture.steps import run_async
from harness.capture.tap import BareTap
from harness.errors import PageError
from harness.stage.browsers import FoundBrowser

if TYPE_CHECKING:
    from playwright.async_api import Browser

__all__ = ["Gathered", "Gathering", "gather"]

CLOSE_S = 5.0
STEP_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """How visits are made: browser, seconds to load and to rest, trust in certificates, who hears progress."""

    browser: FoundBrowser
    timeout_s: float = 30.0
    rest_s: float = REST_S
    insecure: bool = False
    say: Callable[[str], object] = lambda _: None


@dataclass(slots=True)
class Gathered:
    """What came of it: the visits, also those that went wrong half-way, and a sentence for each that went wrong."""

    visits: list[Visit] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def gather(targets: Sequence[Target], how: Gathering) -> Gathered:
    """Visit the targets one after the other; Ctrl-C ends it and keeps what there is. Raises BrowserError."""
    gathered, stopped = Gathered(), Event()
    with ThreadPoolExecutor(1, thread_name_prefix="hstrack-gather") as worker:
        # A thread of its own, because the caller's may already run an event loop.
        work = worker.submit(lambda: asyncio.run(_gather(targets, how, gathered, stopped)))
        try:
            work.result()
        except KeyboardInterrupt:
            stopped.set()
            gathered.problems.append("interrupted; what was captured before is judged")
            with suppress(PlaywrightError):
                work.result()
    return gathered


async def _gather(targets: Sequence[Target], how: Gathering, gathered: Gathered, stopped: Event) -> None:
    tap = BareTap()
    tap.start()
    try:
        async with async_playwright() as playwright:
            browser = await launch(playwright, how.browser, tap)
            for target in targets:
                if not stopped.is_set():
                    await _visit(browser, tap, target, how, gathered)
            await _bounded(browser.close())
    finally:
        tap.stop()


async def _visit(browser: Browser, tap: BareTap, target: Target, how: Gathering, gathered: Gathered) -> None:
    started_at = datetime.now(UTC)
    settings: dict[str, Any] = {**tap.context_args(target.surroundings), "accept_downloads": False}
    if how.browser.engine == "chromium" and not how.insecure:
        # The relay's key is pinned at the start, so that the site's own certificate faults stay visible.
        settings["ignore_https_errors"] = False
    context = await browser.new_context(**settings)
    capture = await run_async(tap.capture_steps(context))
    visitor = Visitor(capture, how.say, timeout_s=how.timeout_s, rest_s=how.rest_s, journey=target.journey)
    limit_s = how.timeout_s + STEP_S * target.most_steps
    try:
        async with asyncio.timeout(limit_s):
            await perform(visitor, target)
    except PageError as error:
        gathered.problems.append(str(error))
    except TimeoutError:
        gathered.problems.append(f"{target.url}: the visit had not ended after {limit_s:g} s; what it sent is judged")
    except PlaywrightError as error:
        gathered.problems.append(f"{target.url}: the browser failed ({str(error).splitlines()[0][:200]})")
    await _bounded(context.close())
    gathered.visits.append(_as_visit(capture, visitor, target, how, started_at))


async def _bounded(closing: Any) -> None:
    """A tab whose script never ends does not close either; the browser's own end takes it along."""
    with suppress(PlaywrightError, TimeoutError):
        async with asyncio.timeout(CLOSE_S):
            await closing


def _as_visit(capture: Capture, visitor: Visitor, target: Target, how: Gathering, started_at: datetime) -> Visit:
    return Visit(
        journey=visitor.journey,
        start_url=target.url,
        browser=f"{how.browser.engine} {how.browser.version}".strip(),
        started_at=started_at,
        pages=tuple(visitor.pages),
        scripts=tuple(visitor.looking.scripts),
        portals=visitor.looking.portals,
        banner=visitor.banner,
        choices=tuple(visitor.choices),
        not_applicable=visitor.not_applicable,
        settled=not visitor.doubts,
        undecided=tuple(dict.fromkeys(visitor.doubts)),
    ).with_timeline(capture.timeline)
