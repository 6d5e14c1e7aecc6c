"""The face of expectations for tests that block."""

from __future__ import annotations

import subprocess
import sys
import traceback
from dataclasses import replace

import pytest
from playwright.sync_api import expect as playwright_expect

from harness.audit.testing import page_view, timeline
from harness.capture.timeline import Timeline
from harness.errors import UsageError
from harness.expect.judge import Judgement, Verdict
from harness.expect.testing import Seen
from harness.sync import Expect, expect
from tests.soft import collected

HOME = Seen(timeline(page_view("/")))


class Patient(Seen):
    """Remembers how long it was asked to wait."""

    waited_s: float | None = None

    def wait_for(self, judgement: Judgement, timeout_s: float) -> Verdict:
        self.waited_s = timeout_s
        return super().wait_for(judgement, timeout_s)


class Async(Seen):
    """Returns an awaitable, as a capture of the async API does."""

    async def wait_for(self, judgement: Judgement, timeout_s: float) -> Verdict:  # type: ignore[override]  # the other face
        return super().wait_for(judgement, timeout_s)


def test_hits_calls_and_captures_can_be_expected() -> None:
    expect(HOME.page_view("/")).to_be_sent(times=1)
    expect(HOME.call("identify")).not_to_be_sent()
    expect(HOME).to_have_walked("/")


def test_cookies_links_and_consent_can_be_expected() -> None:
    expect(HOME.cookie("hubspotutk")).to_be_absent()
    expect(HOME.link("https://acme-shop.test/")).not_to_be_linked_to("acme-shop.test")
    expect(HOME).not_to_have_consent()


def test_a_soft_expectation_does_not_end_the_test() -> None:
    with collected() as failures:
        expect.soft(HOME.page_view("/docs")).to_be_sent()
        expect.soft(HOME.page_view("/")).to_be_sent()

    assert [str(failure).partition("\n")[0] for failure in failures] == ["expected page view of /docs to be sent"]


def test_a_soft_expectation_of_what_is_no_hit_goes_to_playwrights_own() -> None:
    with pytest.raises(ValueError, match="Unsupported type"):
        expect.soft("a text")  # type: ignore[call-overload]  # what a user without a type checker may do


def test_an_unmet_expectation_is_an_assertion_error() -> None:
    with pytest.raises(AssertionError, match="expected page view of /docs to be sent"):
        expect(HOME.page_view("/docs")).to_be_sent()


def test_an_open_verdict_is_unmet_when_time_is_over() -> None:
    with pytest.raises(AssertionError, match="but it was sent once"):
        expect(HOME.page_view("/")).to_be_sent(times=2)


def test_every_frame_below_the_tests_line_is_hidden() -> None:
    with pytest.raises(AssertionError) as caught:
        expect(HOME.page_view("/docs")).to_be_sent()

    frames = [frame for frame, _ in traceback.walk_tb(caught.value.__traceback__)]
    assert [frame.f_locals.get("__tracebackhide__", False) for frame in frames] == [False, *[True] * (len(frames) - 1)]


def test_the_usual_timeout_is_five_seconds() -> None:
    capture = Patient(timeline())

    Expect()(capture.hit()).not_to_be_sent()

    assert capture.waited_s == 5


def test_a_timeout_is_given_in_milliseconds() -> None:
    capture = Patient(timeline())

    expect(capture.hit()).not_to_be_sent(timeout=250)

    assert capture.waited_s == 0.25


def test_options_hold_for_playwrights_expectations_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playwright_expect, "_timeout", None)
    capture, own = Patient(timeline()), Expect()

    own.set_options(timeout=250)
    own(capture.hit()).not_to_be_sent()

    assert (capture.waited_s, playwright_expect._timeout) == (0.25, 250)


def test_what_is_neither_hit_nor_call_goes_to_playwright() -> None:
    with pytest.raises(ValueError, match="Unsupported type"):
        expect("a text")  # type: ignore[call-overload]  # what a user without a type checker may do


def test_a_capture_of_the_async_api_is_told_from_ours() -> None:
    with pytest.raises(UsageError) as caught:
        expect(Async(timeline()).hit()).to_be_sent()

    assert str(caught.value) == (
        "this capture is of Playwright's async API; await the expectations of harness.aio.expect"
    )


def test_a_query_needs_a_capture() -> None:
    query = replace(Seen(Timeline()).page_view("/"), source=None)

    with pytest.raises(UsageError) as caught:
        expect(query).to_be_sent()

    assert str(caught.value) == ("'page view of /' belongs to no capture; make the query with one: hubspot.page_view()")


def test_playwright_is_not_loaded_before_it_is_needed() -> None:
    script = "import sys, harness.sync, harness.aio; print('playwright' in sys.modules)"

    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603 - our own words

    assert told.stdout == "False\n"
