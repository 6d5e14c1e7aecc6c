"""Playwright's driver, a program that takes a third of a second to start: begun before it is needed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AsyncExitStack, suppress
from types import TracebackType
from typing import TYPE_CHECKING, Self

from playwright.async_api import async_playwright

if TYPE_CHECKING:
    from playwright.async_api import Playwright

__all__ = ["Driver"]

Work = Callable[["Playwright", AsyncExitStack], Awaitable[None]]


class Driver:
    """Starts at once, in a thread with an event loop of its own, and does one piece of work there.

    What the work leaves on the stack is closed behind it, while others go on with what came of it. Leaving the driver
    waits for its end.
    """

    def __init__(self) -> None:
        self._work: Future[Work | None] = Future()
        self._done: Future[None] = Future()
        self._begun: asyncio.Task[None] | None = None
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="hstrack-driver")
        self._end = self._pool.submit(lambda: asyncio.run(self._whole()))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if not self._work.done():
            self._work.set_result(None)
        self._pool.shutdown()
        if kind is None:
            self._end.result()

    def do(self, work: Work) -> None:
        """Do the work; raises what it raises. After KeyboardInterrupt it goes on, until it is cancelled."""
        self._work.set_result(work)
        self.wait()

    def wait(self) -> None:
        """Wait for the end of the work; raises what it raises."""
        self._done.result()

    def cancel(self) -> None:
        """Let the work end."""
        if task := self._begun:
            with suppress(RuntimeError):  # It has just ended by itself.
                task.get_loop().call_soon_threadsafe(task.cancel)

    async def _whole(self) -> None:
        self._begun = asyncio.current_task()
        async with AsyncExitStack() as stack:
            try:
                playwright = await stack.enter_async_context(async_playwright())
                if work := await asyncio.wrap_future(self._work):
                    await work(playwright, stack)
            except BaseException as error:  # whoever waits for the work is told, whatever it is
                self._done.set_exception(error)
            else:
                self._done.set_result(None)
