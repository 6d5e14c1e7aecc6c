"""Expectations for tests with Playwright's sync API: `from harness import expect`."""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

from harness.errors import UsageError
from harness.expect.expect import Options, conclude, expectation, source_of
from harness.expect.grammar import CallExpectation, HitExpectation, TimelineExpectation
from harness.expect.judge import Judgement, Verdict
from harness.expect.queries import Queries
from harness.expect.query import CallQuery, HitQuery

if TYPE_CHECKING:
    from playwright.sync_api import APIResponse, Locator, Page
    from playwright.sync_api._generated import APIResponseAssertions, LocatorAssertions, PageAssertions

__all__ = ["Expect", "expect"]


class Expect:
    """Playwright's `expect`, which also knows hits, queue calls and captures."""

    def __init__(self) -> None:
        self._options = Options()

    def set_options(self, timeout: float) -> None:
        """Set the usual timeout, in milliseconds, here and for Playwright's own expectations."""
        from playwright.sync_api import expect as playwright_expect

        self._options.timeout = timeout
        playwright_expect.set_options(timeout=timeout)

    @overload
    def __call__(self, actual: HitQuery, message: str | None = None) -> HitExpectation[None]: ...
    @overload
    def __call__(self, actual: CallQuery, message: str | None = None) -> CallExpectation[None]: ...
    @overload
    def __call__(self, actual: Queries, message: str | None = None) -> TimelineExpectation[None]: ...
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

        def decide(judgement: Judgement, timeout: float | None) -> None:
            __tracebackhide__ = True
            source = source_of(judgement)
            verdict = source.wait_for(judgement, self._options.seconds(timeout))
            if not isinstance(verdict, Verdict):
                verdict.close()
                raise UsageError(
                    "this capture is of Playwright's async API; await the expectations of harness.aio.expect"
                )
            conclude(verdict, source.timeline, message)

        return expectation(actual, decide) or _playwright(actual, message)


def _playwright(actual: object, message: str | None) -> object:
    # Only here: a test that expects hits alone, and `import harness`, need not wait for Playwright to load.
    from playwright.sync_api import expect as playwright_expect

    return playwright_expect(actual, message)  # type: ignore[call-overload]  # it judges the type itself


expect = Expect()
"""Says what must be sent, and what must not; hands pages, locators and responses to Playwright's own `expect`."""
