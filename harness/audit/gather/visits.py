"""Visits with a browser: each target in a context of its own, heard by the tap, kept whatever happens."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from playwright.async_api import Error as PlaywrightError

from harness.audit.gather.crawl import crawl
from harness.audit.gather.gathering import Gathered, Gathering
from harness.audit.gather.ground import Ground, opened
from harness.audit.gather.perform import perform
from harness.audit.gather.target import CrawlTarget, Target
from harness.errors import PageError

__all__ = ["gather", "visit"]

STEP_S = 60.0


def gather(targets: Sequence[Target | CrawlTarget], how: Gathering) -> Gathered:
    """Visit the targets one after the other; Ctrl-C ends it and keeps what there is. Raises BrowserError."""
    gathered, run = Gathered(), _Run()
    with ThreadPoolExecutor(1, thread_name_prefix="hstrack-gather") as worker:
        # A thread of its own, because the caller's may already run an event loop.
        work = worker.submit(lambda: asyncio.run(run.whole(_gather(targets, how, gathered))))
        try:
            work.result()
        except KeyboardInterrupt:
            # The browser hears of it as well, and what fails from now on fails for that reason.
            known = len(gathered.problems)
            run.cancel()
            with suppress(PlaywrightError, asyncio.CancelledError):
                work.result()
            gathered.problems[known:] = ["interrupted; what was captured before is judged"]
    return gathered


class _Run:
    """A coroutine that another thread can cancel."""

    def __init__(self) -> None:
        self._begun: asyncio.Task[None] | None = None

    async def whole(self, work: Coroutine[None, None, None]) -> None:
        """Do the work."""
        self._begun = asyncio.current_task()
        await work

    def cancel(self) -> None:
        """Let it end: each visit is kept as far as it is."""
        if task := self._begun:
            with suppress(RuntimeError):  # It has just ended by itself.
                task.get_loop().call_soon_threadsafe(task.cancel)


async def _gather(targets: Sequence[Target | CrawlTarget], how: Gathering, gathered: Gathered) -> None:
    async with opened(how, gathered) as ground:
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
