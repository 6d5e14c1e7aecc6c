"""Playwright's driver, begun before it is needed; a stand-in of it says what happens to it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from threading import Event

import pytest
from playwright.async_api import Playwright

from harness.stage.driver import Driver


@pytest.fixture
def happened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What happens, in order; nothing is started."""
    said: list[str] = []

    @asynccontextmanager
    async def async_playwright() -> AsyncIterator[str]:
        said.append("started")
        try:
            yield "playwright"
        finally:
            said.append("ended")

    monkeypatch.setattr("harness.stage.driver.async_playwright", async_playwright)
    return said


def test_the_caller_goes_on_while_that_is_closed_which_the_work_has_left(happened: list[str]) -> None:
    may_close = Event()

    async def closing() -> None:
        await asyncio.to_thread(may_close.wait)
        happened.append("closed")

    async def work(playwright: Playwright, stack: AsyncExitStack) -> None:
        happened.append(f"worked with {playwright}")
        stack.push_async_callback(closing)

    with Driver() as driver:
        driver.do(work)
        happened.append("went on")
        may_close.set()
    assert happened == ["started", "worked with playwright", "went on", "closed", "ended"]


def test_a_driver_without_work_starts_and_ends(happened: list[str]) -> None:
    with Driver():
        pass
    assert happened == ["started", "ended"]


def test_what_the_work_raises_is_raised_and_the_driver_ends(happened: list[str]) -> None:
    async def work(_: Playwright, __: AsyncExitStack) -> None:
        raise LookupError("it is not there")

    with Driver() as driver, pytest.raises(LookupError, match="it is not there"):
        driver.do(work)
    assert happened == ["started", "ended"]


def test_what_goes_wrong_while_closing_is_raised_on_leaving(happened: list[str]) -> None:
    async def closing() -> None:
        raise LookupError("it does not close")

    async def work(_: Playwright, stack: AsyncExitStack) -> None:
        stack.push_async_callback(closing)

    with pytest.raises(LookupError, match="it does not close"), Driver() as driver:
        driver.do(work)
    assert happened == ["started", "ended"]


def test_cancelled_work_ends(happened: list[str]) -> None:
    async def work(_: Playwright, __: AsyncExitStack) -> None:
        driver.cancel()
        await asyncio.Event().wait()

    with Driver() as driver, pytest.raises(asyncio.CancelledError):
        driver.do(work)
    assert happened == ["started", "ended"]


def test_work_that_is_over_cannot_be_cancelled(happened: list[str]) -> None:
    with Driver() as driver:
        pass
    driver.cancel()
    assert happened == ["started", "ended"]


def test_a_driver_that_does_not_start_is_told_where_work_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    @asynccontextmanager
    async def async_playwright() -> AsyncIterator[str]:
        raise OSError("no program is there")
        yield ""

    async def work(_: Playwright, __: AsyncExitStack) -> None:
        raise AssertionError

    monkeypatch.setattr("harness.stage.driver.async_playwright", async_playwright)
    with Driver() as driver, pytest.raises(OSError, match="no program is there"):
        driver.do(work)
