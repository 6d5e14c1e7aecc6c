"""What a test calls `hubspot`: one browser context's tracking, to be asked about and waited for.

Here capture and judging meet. Both faces, for Playwright's sync and async API, take the same steps.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Self, cast

from harness.capture.capture import Capture, countdown
from harness.capture.settle import TIMERS_S, Settlement
from harness.capture.steps import Steps, run, run_async
from harness.capture.tap import BareTap, ContextArgs
from harness.capture.timeline import Mark, Timeline
from harness.errors import HarnessError, UsageError
from harness.expect.claim import AnyQuery
from harness.expect.judge import Judgement, Verdict
from harness.expect.queries import Queries
from harness.expect.query import CookieQuery, LinkQuery
from harness.travel import AsyncTravel, Travel
from harness.wire.hits import FormSubmission, Visitor
from harness.wire.words import plain

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext as AsyncContext
    from playwright.sync_api import BrowserContext

__all__ = ["AsyncHubspot", "AsyncTap", "Hubspot", "Tap"]

LOOKS_S = (0.1, 0.25, 0.5, 1.0)
"""How long to wait at most before cookies and links are looked up again."""


class _Asked(Queries):
    """What both faces share: the timeline of a capture, whole or from a mark on."""

    def __init__(self, capture: Capture, since: Mark | None = None) -> None:
        self.capture = capture
        self._since = since

    @property
    def timeline(self) -> Timeline:
        """Everything captured so far, in this window."""
        whole = self.capture.timeline
        return whole.since(self._since) if self._since else whole

    @property
    def visitor(self) -> Visitor:
        """The visitor as the newest hit of HubSpot's code describes it; an empty one before the first hit."""
        hits = [hit for hit in self.hit().of(self.timeline) if not isinstance(hit, FormSubmission)]
        return hits[-1].visitor if hits else Visitor()

    def page_number(self, page: object) -> int:
        """The number of a page of this context; raises UsageError for anything else."""
        if getattr(page, "context", None) is not self.capture.context:
            raise UsageError(f"on(page=) takes a page of this browser context, not {plain(repr(page))}")
        return self.capture.page_number(page)

    def _from_here(self) -> Self:
        """The same, with nothing of what was captured before."""
        part = copy(self)
        part._since = self.capture.timeline.mark()
        return part

    def _told_steps(self, judgement: Judgement, timeout_s: float) -> Steps[Verdict]:
        """The verdict; one that is not met is told by the places in the sources as they were written."""
        verdict = yield from self._judgement_steps(judgement, timeout_s)
        return verdict if verdict.met else verdict.moved((yield from self.capture.locate_steps()))

    def _judgement_steps(self, judgement: Judgement, timeout_s: float) -> Steps[Verdict]:
        left, looks = countdown(timeout_s), itertools.chain(LOOKS_S, itertools.repeat(LOOKS_S[-1]))
        while True:
            verdict = yield from self._verdict_steps(judgement, settled=judgement.needs_settle)
            if verdict.outcome != "open":
                return verdict
            # Cookies and links change without a sign, so they are looked up again, as Playwright does it.
            wait_s = min(left(), next(looks)) if _is_looked_up(judgement) else left()
            moved = wait_s and (yield from self.capture.growth_steps(_moves(self, judgement, verdict), wait_s))
            if not (moved or (_is_looked_up(judgement) and left())):
                return (yield from self._verdict_steps(judgement, settled=True))

    def _verdict_steps(self, judgement: Judgement, *, settled: bool) -> Steps[Verdict]:
        rest = (yield from self.capture.settle_steps()) if settled else Settlement()
        timeline = yield from self._timeline_steps(judgement.query)
        return replace(judgement.judge(timeline, settled), doubts=rest.doubts)

    def _timeline_steps(self, query: AnyQuery) -> Steps[Timeline]:
        """What is judged: of cookies and links the whole, with how they stand now, for they belong to no window."""
        if not isinstance(query, CookieQuery | LinkQuery):
            return self.timeline
        from harness.capture.look import look_steps

        where = query.where if isinstance(query, LinkQuery) else None
        seen = yield from look_steps(self.capture.context, where)
        return self.capture.timeline.with_entries(seen)


class Hubspot(_Asked, Travel):
    """One context's tracking, for Playwright's sync API."""

    def wait_for(self, judgement: Judgement, timeout_s: float) -> Verdict:
        """Judge, and wait as long as the verdict is open, at most `timeout_s`."""
        return run(self._told_steps(judgement, timeout_s))

    def settle(self, timers_s: float = TIMERS_S) -> Settlement:
        """Wait until nothing is under way, armed timers up to `timers_s` included; says what it could not rule out."""
        return run(self.capture.settle_steps(timers_s))

    def use_source_maps(self) -> None:
        """Let the timeline name sources as they were written, where the site serves source maps; failures do it too."""
        run(self.capture.locate_steps())

    @contextmanager
    def window(self) -> Iterator[Self]:
        """What is captured from here on: `with hubspot.window() as after: ...`."""
        yield self._from_here()


class AsyncHubspot(_Asked, AsyncTravel):
    """One context's tracking, for Playwright's async API."""

    async def wait_for(self, judgement: Judgement, timeout_s: float) -> Verdict:
        """Judge, and wait as long as the verdict is open, at most `timeout_s`."""
        return await run_async(self._told_steps(judgement, timeout_s))

    async def settle(self, timers_s: float = TIMERS_S) -> Settlement:
        """Wait until nothing is under way, armed timers up to `timers_s` included; says what it could not rule out."""
        return await run_async(self.capture.settle_steps(timers_s))

    async def use_source_maps(self) -> None:
        """Let the timeline name sources as they were written, where the site serves source maps; failures do it too."""
        await run_async(self.capture.locate_steps())

    @contextmanager
    def window(self) -> Iterator[Self]:
        """What is captured from here on: `with hubspot.window() as after: ...`."""
        yield self._from_here()


class Tap(BareTap):
    """Listens to browser contexts of the sync API.

    `with Tap() as tap: context = browser.new_context(**tap.context_args()); hubspot = tap.attach(context)`
    """

    def attach(self, context: BrowserContext) -> Hubspot:
        """Listen to a context made with `context_args()`, before its first page is opened; raises CaptureError."""
        return Hubspot(run(self.capture_steps(cast("AsyncContext", context))))

    def listen(self, context: BrowserContext, args: ContextArgs) -> Hubspot:
        """The same when the arguments of the context are at hand, which saves a request."""
        return Hubspot(run(self.listen_steps(cast("AsyncContext", context), args)))

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


class AsyncTap(BareTap):
    """Listens to browser contexts of the async API; `async with AsyncTap() as tap: ...`."""

    async def attach(self, context: AsyncContext) -> AsyncHubspot:
        """Listen to a context made with `context_args()`, before its first page is opened; raises CaptureError."""
        return AsyncHubspot(await run_async(self.capture_steps(context)))

    async def listen(self, context: AsyncContext, args: ContextArgs) -> AsyncHubspot:
        """The same when the arguments of the context are at hand, which saves a request."""
        return AsyncHubspot(await run_async(self.listen_steps(context, args)))

    async def __aenter__(self) -> Self:
        self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def _is_looked_up(judgement: Judgement) -> bool:
    return isinstance(judgement.query, CookieQuery | LinkQuery)


def _moves(asked: _Asked, judgement: Judgement, verdict: Verdict) -> Callable[[], bool]:
    """Whether something new came that can change the verdict."""
    seen = len(asked.timeline)

    def has_grown() -> bool:
        return len(asked.timeline) > seen

    def differs() -> bool:
        try:
            return judgement.judge(asked.timeline, settled=False).outcome != verdict.outcome
        except HarnessError:
            return True  # A predicate of the test's own that raises is told in the test's thread, not in the relay's.

    return has_grown if judgement.needs_settle or _is_looked_up(judgement) else differs
