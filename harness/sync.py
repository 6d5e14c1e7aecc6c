"""Expectations for tests with Playwright's sync API: `from harness import expect`."""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

from harness.conclude import conclude
from harness.errors import UsageError
from harness.expect.expect import Options, expectation, source_of
from harness.expect.grammar import CallExpectation, HitExpectation
from harness.expect.judge import Judgement, Verdict
from harness.expect.queries import Queries
from harness.expect.query import CallQuery, CookieQuery, HitQuery, LinkQuery
from harness.expect.state_grammar import CookieExpectation, LinkExpectation, VisitExpectation

if TYPE_CHECKING:
    from playwright.sync_api import APIResponse, Locator, Page
    from playwright.sync_api._generated import APIResponseAssertions, LocatorAssertions, PageAssertions

__all__ = ["Expect", "expect"]


class Expecting:
    """Begins expectations, those that end a test or the soft ones that do not."""

    def __init__(self, options: Options, *, soft: bool) -> None:
        self._options = options
        self._is_soft = soft

    @overload
    def __call__(self, actual: HitQuery, message: str | None = None) -> HitExpectation[None]: ...
    @overload
    def __call__(self, actual: CallQuery, message: str | None = None) -> CallExpectation[None]: ...
    @overload
    def __call__(self, actual: Queries, message: str | None = None) -> VisitExpectation[None]: ...
    @overload
    def __call__(self, actual: CookieQuery, message: str | None = None) -> CookieExpectation[None]: ...
    @overload
    def __call__(self, actual: LinkQuery, message: str | None = None) -> LinkExpectation[None]: ...
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

        def decide(judgement: Judgement, timeout: float | None) -> None:
            __tracebackhide__ = True
            source = source_of(judgement)
            verdict = source.wait_for(judgement, self._options.seconds(timeout))
            if not isinstance(verdict, Verdict):
                verdict.close()
                raise UsageError(
                    "this capture is of Playwright's async API; await the expectations of harness.aio.expect"
                )
            conclude(verdict, message, soft=self._is_soft)

        return expectation(actual, decide) or _playwright(actual, message, soft=self._is_soft)


class Expect(Expecting):
    """Playwright's `expect`, which also knows hits, queue calls, cookies, links and whole visits.

    `soft` does the same without ending the test, which fails when it is over.
    """

    def __init__(self) -> None:
        super().__init__(Options(), soft=False)
        self.soft = Expecting(self._options, soft=True)

    def set_options(self, timeout: float) -> None:
        """Set the usual timeout, in milliseconds, here and for Playwright's own expectations."""
        from playwright.sync_api import expect as playwright_expect

        self._options.timeout = timeout
        playwright_expect.set_options(timeout=timeout)


def _playwright(actual: object, message: str | None, *, soft: bool) -> object:
    # Only here: a test that expects hits alone, and `import harness`, need not wait for Playwright to load.
    from playwright.sync_api import expect as playwright_expect

    begin = playwright_expect.soft if soft else playwright_expect
    return begin(actual, message)  # type: ignore[call-overload]  # it judges the type itself


expect = Expect()
"""Says what must be sent, and what must not; hands pages, locators and responses to Playwright's own `expect`."""
