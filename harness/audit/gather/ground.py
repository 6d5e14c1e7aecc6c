"""What visits stand on: one browser, one tap, and a context for each visitor."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError

from harness.audit.gather.closing import bounded
from harness.audit.gather.gathering import Gathered, Gathering
from harness.audit.gather.visitor import Visitor
from harness.audit.visit import Visit
from harness.capture.endpoint import Endpoint, connect
from harness.capture.launch import launch
from harness.capture.steps import run_async
from harness.capture.tap import BareTap, Surroundings

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Playwright

__all__ = ["Ground", "opened", "tap_for"]


@dataclass(slots=True, kw_only=True)
class Ground:
    """The browser and the tap of a run, how visits are made there, and what came of them so far.

    Contexts whose visitors have left send nothing more; they are `closing` while others go on.
    """

    playwright: Playwright
    browser: Browser
    tap: BareTap
    how: Gathering
    gathered: Gathered
    closing: set[asyncio.Task[None]] = field(default_factory=set)
    _keeping: asyncio.Lock = field(default_factory=asyncio.Lock)
    _starting: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def context(self, settings: Mapping[str, Any]) -> BrowserContext:
        """A browser context, in another browser where the last one has died; raises BrowserError."""
        with suppress(PlaywrightError):
            return await self.browser.new_context(**settings)
        async with self._starting:
            if not self.browser.is_connected():
                self.browser = await launch(self.playwright, self.how.browser, self.tap)
        return await self.browser.new_context(**settings)

    @asynccontextmanager
    async def visitor(
        self,
        surroundings: Surroundings,
        *,
        journey: str,
        start_url: str = "",
        say: Callable[[str], object] | None = None,
        user_agent: str | None = None,
        kept: bool = True,
    ) -> AsyncIterator[Visitor]:
        """A visitor in a context of its own; what it saw is `kept` as a visit whatever happens.

        One whose `start_url` was never set has seen nothing.
        """
        started_at = datetime.now(UTC)
        args = self.tap.context_args(surroundings)
        settings: dict[str, Any] = {**args, "accept_downloads": False, "user_agent": user_agent}
        if self.how.browser.engine == "chromium" and not (self.how.insecure or self.how.endpoint):
            # The relay's key is pinned at the start, so that the site's own certificate faults stay visible.
            settings["ignore_https_errors"] = False
        context = await self.context(settings)
        capture = await run_async(self.tap.listen_steps(context, args))
        limits = {"timeout_s": self.how.timeout_s, "rest_s": self.how.rest_s}
        visitor = Visitor(capture, say or self.how.say, **limits, journey=journey, start_url=start_url)
        visitor.another = partial(self.visitor, surroundings, journey=journey, start_url=start_url, kept=False)
        try:
            yield visitor
        finally:
            closing = asyncio.create_task(bounded(context.close()))
            self.closing.add(closing)
            closing.add_done_callback(self.closing.discard)
            try:
                if not visitor.has_left:
                    await asyncio.shield(closing)
            finally:
                if kept and visitor.start_url:
                    await self._keep(self._as_visit(visitor, started_at))

    async def _keep(self, visit: Visit) -> None:
        """Hand a visit over in another thread, one after the other: whoever judges it holds no page up meanwhile."""
        async with self._keeping:
            await asyncio.to_thread(self.how.keep or self.gathered.visits.append, visit)

    def _as_visit(self, visitor: Visitor, started_at: datetime) -> Visit:
        return Visit(
            journey=visitor.journey,
            start_url=visitor.start_url,
            browser=f"{self.how.browser.engine} {self.how.browser.version}".strip(),
            started_at=started_at,
            pages=tuple(visitor.pages),
            scripts=tuple(visitor.looking.scripts),
            portals=visitor.looking.portals,
            banner=visitor.banner,
            choices=tuple(visitor.choices),
            arrivals=tuple(visitor.arrivals),
            not_applicable=visitor.not_applicable,
            settled=not visitor.doubts,
            undecided=tuple(dict.fromkeys(visitor.doubts)),
        ).with_timeline(visitor.capture.timeline)


@asynccontextmanager
async def opened(playwright: Playwright, tap: BareTap, how: Gathering, gathered: Gathered) -> AsyncIterator[Ground]:
    """The tap listens, and a browser is started for it, until the end; raises BrowserError."""
    tap.start()
    try:
        if how.endpoint:
            browser = await connect(playwright, how.endpoint, how.browser.engine)
        else:
            browser = await launch(playwright, how.browser, tap)
        ground = Ground(playwright=playwright, browser=browser, tap=tap, how=how, gathered=gathered)
        yield ground
        await asyncio.gather(bounded(ground.browser.close()), *ground.closing)
    finally:
        tap.stop()


def tap_for(endpoint: Endpoint | None) -> BareTap:
    """A tap that the browser can reach."""
    return BareTap(address=endpoint.relay, guests=endpoint.guests()) if endpoint else BareTap()
