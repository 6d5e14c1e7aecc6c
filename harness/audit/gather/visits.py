"""Visits with a browser: each target in a context of its own, heard by the tap, kept whatever happens."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from harness.audit.crawl.address import know_suffixes
from harness.audit.gather.crawl import crawl
from harness.audit.gather.gathering import Gathered, Gathering
from harness.audit.gather.ground import Ground, opened, tap_for
from harness.audit.gather.perform import perform
from harness.audit.gather.target import CrawlTarget, Target
from harness.errors import PageError
from harness.stage.driver import Driver

if TYPE_CHECKING:
    from playwright.async_api import Playwright

    from harness.capture.tap import BareTap

__all__ = ["gather", "visit"]

STEP_S = 60.0


def gather(targets: Sequence[Target | CrawlTarget], how: Gathering) -> Gathered:
    """Visit the targets one after the other; Ctrl-C ends it and keeps what there is. Raises BrowserError."""
    if how.driver is None:
        # A thread of its own, because the caller's may already run an event loop.
        with Driver() as driver:
            return gather(targets, replace(how, driver=driver))
    gathered = Gathered()
    # Here, for these take up to a tenth of a second each, and the driver may still be starting.
    tap = tap_for(how.endpoint)
    if any(isinstance(target, CrawlTarget) for target in targets):
        know_suffixes()
    try:
        how.driver.do(partial(_gather, targets, how, gathered, tap))
    except KeyboardInterrupt:
        # The browser hears of it as well, and what fails from now on fails for that reason.
        known = len(gathered.problems)
        how.driver.cancel()
        with suppress(PlaywrightError, asyncio.CancelledError):
            how.driver.wait()
        gathered.problems[known:] = ["interrupted; what was captured before is judged"]
    return gathered


async def _gather(
    targets: Sequence[Target | CrawlTarget],
    how: Gathering,
    gathered: Gathered,
    tap: BareTap,
    playwright: Playwright,
    stack: AsyncExitStack,
) -> None:
    ground = await stack.enter_async_context(opened(playwright, tap, how, gathered))
    try:
        async with asyncio.timeout(how.limit_s) as limit:
            for target in targets:
                await (visit(ground, target) if isinstance(target, Target) else crawl(ground, target))
    except TimeoutError:
        if not limit.expired():
            raise
        gathered.problems.append(f"it was not over after {how.limit_s:g} s; what was captured until then is judged")


async def visit(ground: Ground, target: Target) -> None:
    """Make one visit; what went wrong is a sentence of `ground.gathered.problems`."""
    limit_s = ground.how.timeout_s + STEP_S * target.most_steps
    problems = ground.gathered.problems
    try:
        async with ground.visitor(target.surroundings, journey=target.journey, start_url=target.url) as visitor:
            async with asyncio.timeout(limit_s):
                await perform(visitor, target)
    except PageError as error:
        problems.append(str(error))
    except TimeoutError:
        problems.append(f"{target.url}: the visit had not ended after {limit_s:g} s; what it sent is judged")
    except PlaywrightError as error:
        problems.append(f"{target.url}: the browser failed ({str(error).splitlines()[0][:200]})")
