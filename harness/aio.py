"""For tests with Playwright's async API: `from harness.aio import Tap, expect`, then await each expectation."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING, overload

from harness.errors import UsageError
from harness.expect.expect import Options, conclude, expectation, source_of
from harness.expect.grammar import CallExpectation, HitExpectation, TimelineExpectation
from harness.expect.judge import Judgement, Verdict
from harness.expect.queries import Queries
from harness.expect.query import CallQuery, HitQuery
from harness.hubspot import AsyncHubspot as Hubspot
from harness.hubspot import AsyncTap as Tap

if TYPE_CHECKING:
    from playwright.async_api import APIResponse, Locator, Page
    from playwright.async_api._generated import APIResponseAssertions, LocatorAssertions, PageAssertions

__all__ = ["Awaited", "Expect", "Hubspot", "Tap", "expect"]

Awaited = Coroutine[object, None, None]
"""What every expectation returns, to be awaited."""


class Expect:
    """Playwright's `expect` of the async API, which also knows hits, queue calls and captures."""

    def __init__(self) -> None:
        self._options = Options()

    def set_options(self, timeout: float) -> None:
        """Set the usual timeout, in milliseconds, here and for Playwright's own expectations."""
        from playwright.async_api import expect as playwright_expect

        self._options.timeout = timeout
        playwright_expect.set_options(timeout=timeout)

    @overload
    def __call__(self, actual: HitQuery, message: str | None = None) -> HitExpectation[Awaited]: ...
    @overload
    def __call__(self, actual: CallQuery, message: str | None = None) -> CallExpectation[Awaited]: ...
    @overload
    def __call__(self, actual: Queries, message: str | None = None) -> TimelineExpectation[Awaited]: ...
    @overload
    def __call__(self, actual: Page, message: str | None = None) -> PageAssertions: ...
    @overload
    def __call__(self, actual: Locator, message: str | None = None) -> LocatorAssertions: ...
    @overload
    def __call__(self, actual: APIResponse, message: str | None = None) -> APIResponseAssertions: ...

    def __call__(
        self, actual: HitQuery | CallQuery | Queries | Page | Locator | APIResponse, message: str | None = None
    ) -> object:
        """Start an expectation; `message` stands above the failure text."""

        async def decide(judgement: Judgement, timeout: float | None) -> None:
            __tracebackhide__ = True
            source = source_of(judgement)
            verdict = source.wait_for(judgement, self._options.seconds(timeout))
            if isinstance(verdict, Verdict):
                raise UsageError("this capture is of Playwright's sync API; use the expectations of harness.expect")
            conclude(await verdict, source.timeline, message)

        return expectation(actual, decide) or _playwright(actual, message)


def _playwright(actual: object, message: str | None) -> object:
    from playwright.async_api import expect as playwright_expect

    return playwright_expect(actual, message)  # type: ignore[call-overload]  # it judges the type itself


expect = Expect()
"""The awaitable face of `harness.expect`; hands pages, locators and responses to Playwright's own `expect`."""
