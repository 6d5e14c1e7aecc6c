"""For tests with Playwright's async API: `from harness.aio import Tap, expect`, then await each expectation."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Coroutine
from typing import TYPE_CHECKING, overload

from harness.conclude import conclude
from harness.errors import UsageError
from harness.expect.expect import Options, expectation, source_of
from harness.expect.grammar import CallExpectation, HitExpectation
from harness.expect.judge import Judgement, Verdict
from harness.expect.queries import Queries
from harness.expect.query import CallQuery, CookieQuery, HitQuery, LinkQuery
from harness.expect.state_grammar import CookieExpectation, LinkExpectation, VisitExpectation
from harness.hubspot import AsyncHubspot as Hubspot
from harness.hubspot import AsyncTap as Tap
from harness.hubspot_api import HubspotApi

if TYPE_CHECKING:
    from playwright.async_api import APIResponse, Locator, Page
    from playwright.async_api._generated import APIResponseAssertions, LocatorAssertions, PageAssertions

__all__ = ["Awaited", "Expect", "Hubspot", "Tap", "expect"]

Awaited = Coroutine[object, None, None]
"""What every expectation returns, to be awaited."""


class Expecting:
    """Begins expectations, those that end a test or the soft ones that do not."""

    def __init__(self, options: Options, *, soft: bool) -> None:
        self._options = options
        self._is_soft = soft

    @overload
    def __call__(self, actual: HitQuery, message: str | None = None) -> HitExpectation[Awaited]: ...
    @overload
    def __call__(self, actual: CallQuery, message: str | None = None) -> CallExpectation[Awaited]: ...
    @overload
    def __call__(self, actual: Queries, message: str | None = None) -> VisitExpectation[Awaited]: ...
    @overload
    def __call__(self, actual: CookieQuery, message: str | None = None) -> CookieExpectation[Awaited]: ...
    @overload
    def __call__(self, actual: LinkQuery, message: str | None = None) -> LinkExpectation[Awaited]: ...
    @overload
    def __call__(self, actual: Page, message: str | None = None) -> PageAssertions: ...
    @overload
    def __call__(self, actual: Locator, message: str | None = None) -> LocatorAssertions: ...
    @overload
    def __call__(self, actual: APIResponse, message: str | None = None) -> APIResponseAssertions: ...

    def __call__(
        self,
        actual: HitQuery | CallQuery | Queries | CookieQuery | LinkQuery | Page | Locator | APIResponse,
        message: str | None = None,
    ) -> object:
        """Start an expectation; `message` stands above the failure text."""

        async def decide(judgement: Judgement, timeout: float | None) -> None:
            __tracebackhide__ = True
            source, timeout_s = source_of(judgement), self._options.seconds(timeout)
            if isinstance(source, HubspotApi):
                # It waits for other threads, of which the server under test may be this one.
                verdict: Verdict | Awaitable[Verdict] = asyncio.to_thread(source.wait_for, judgement, timeout_s)
            else:
                verdict = source.wait_for(judgement, timeout_s)
            if isinstance(verdict, Verdict):
                raise UsageError("this capture is of Playwright's sync API; use the expectations of harness.expect")
            conclude(await verdict, message, soft=self._is_soft)

        return expectation(actual, decide) or _playwright(actual, message, soft=self._is_soft)


class Expect(Expecting):
    """Playwright's `expect` of the async API, which also knows hits, queue calls, cookies, links and whole visits.

    `soft` does the same without ending the test, which fails when it is over.
    """

    def __init__(self) -> None:
        super().__init__(Options(), soft=False)
        self.soft = Expecting(self._options, soft=True)

    def set_options(self, timeout: float) -> None:
        """Set the usual timeout, in milliseconds, here and for Playwright's own expectations."""
        from playwright.async_api import expect as playwright_expect

        self._options.timeout = timeout
        playwright_expect.set_options(timeout=timeout)


def _playwright(actual: object, message: str | None, *, soft: bool) -> object:
    from playwright.async_api import expect as playwright_expect

    begin = playwright_expect.soft if soft else playwright_expect
    return begin(actual, message)  # type: ignore[call-overload]  # it judges the type itself


expect = Expect()
"""The awaitable face of `harness.expect`; hands pages, locators and responses to Playwright's own `expect`."""
