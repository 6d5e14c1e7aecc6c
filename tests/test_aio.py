"""The face of expectations for tests that await."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.async_api import expect as playwright_expect

from harness.aio import Expect, expect
from harness.audit.testing import page_view, timeline
from harness.errors import UsageError
from harness.expect.judge import Judgement, Verdict
from harness.expect.testing import Seen
from tests.soft import collected


class Async(Seen):
    """Answers as a capture of the async API does."""

    waited_s: float | None = None

    async def wait_for(self, judgement: Judgement, timeout_s: float) -> Verdict:  # type: ignore[override]  # the other face
        self.waited_s = timeout_s
        return super().wait_for(judgement, timeout_s)


def run(work: Coroutine[object, None, None]) -> None:
    """Run it in a thread of its own: in this one a browser test may have left Playwright's loop running."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, work).result()


HOME = Async(timeline(page_view("/")))


def test_hits_calls_and_captures_can_be_expected() -> None:
    async def visit() -> None:
        await expect(HOME.page_view("/")).to_be_sent(times=1)
        await expect(HOME.call("identify")).not_to_be_sent()
        await expect(HOME).to_have_walked("/")

    run(visit())


def test_cookies_links_and_consent_can_be_expected() -> None:
    async def visit() -> None:
        await expect(HOME.cookie("hubspotutk")).to_be_absent()
        await expect(HOME.link("https://acme-shop.test/")).not_to_be_linked_to("acme-shop.test")
        await expect(HOME).not_to_have_consent()

    run(visit())


def test_a_soft_expectation_does_not_end_the_test() -> None:
    async def visit() -> None:
        await expect.soft(HOME.page_view("/docs")).to_be_sent()
        await expect.soft(HOME.page_view("/")).to_be_sent()

    with collected() as failures:
        run(visit())

    assert [str(failure).partition("\n")[0] for failure in failures] == ["expected page view of /docs to be sent"]


def test_a_soft_expectation_of_what_is_no_hit_goes_to_playwrights_own() -> None:
    with pytest.raises(ValueError, match="Unsupported type"):
        expect.soft("a text")  # type: ignore[call-overload]  # what a user without a type checker may do


def test_an_unmet_expectation_is_an_assertion_error() -> None:
    with pytest.raises(AssertionError, match="a docs page\n\nexpected page view of /docs to be sent"):
        run(expect(HOME.page_view("/docs"), "a docs page").to_be_sent())


def test_options_hold_for_playwrights_expectations_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playwright_expect, "_timeout", None)
    capture, own = Async(timeline()), Expect()

    own.set_options(timeout=250)
    run(own(capture.hit()).not_to_be_sent())

    assert (capture.waited_s, playwright_expect._timeout) == (0.25, 250)


def test_what_is_neither_hit_nor_call_goes_to_playwright() -> None:
    with pytest.raises(ValueError, match="Unsupported type"):
        expect("a text")  # type: ignore[call-overload]  # what a user without a type checker may do


def test_a_capture_of_the_sync_api_is_told_from_ours() -> None:
    with pytest.raises(UsageError) as caught:
        run(expect(Seen(timeline()).hit()).to_be_sent())

    assert str(caught.value) == ("this capture is of Playwright's sync API; use the expectations of harness.expect")
