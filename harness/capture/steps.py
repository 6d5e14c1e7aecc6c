"""Work with a browser, written once for both of Playwright's APIs.

Steps are a generator of calls. In the sync API a call returns its value, in the async one an awaitable of it; only the
two drivers below know the difference.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from inspect import isawaitable, iscoroutine
from typing import Any, TypeVar

from harness.errors import UsageError

__all__ = ["Limited", "Steps", "run", "run_async"]

Result = TypeVar("Result")
Steps = Generator[Callable[[], Any], Any, Result]


@dataclass(frozen=True, slots=True)
class Limited:
    """A call that raises TimeoutError after so many seconds, for what Playwright itself lets wait for ever."""

    call: Callable[[], Any]
    limit_s: float

    def __call__(self) -> Any:
        """Make the call; an awaitable is limited by whoever awaits it."""
        import asyncio

        # In the sync API a call is one task of the loop that Playwright keeps in this thread; it begins once this one
        # has given way.
        loop = asyncio.get_running_loop()
        before: set[asyncio.Task[Any]] = asyncio.all_tasks(loop)
        begun: list[asyncio.Task[Any]] = []
        loop.call_soon(lambda: begun.extend(asyncio.all_tasks(loop) - before))
        end = loop.call_later(self.limit_s, lambda: [task.cancel() for task in begun])
        try:
            return self.call()
        except asyncio.CancelledError:
            raise TimeoutError from None
        finally:
            end.cancel()


def run(steps: Steps[Result]) -> Result:
    """Take the steps with the sync API; raises UsageError when they belong to the async one."""
    resume: Callable[[], Callable[[], Any]] = lambda: next(steps)  # noqa: E731 - replaced on every round
    while True:
        try:
            call = resume()
        except StopIteration as done:
            return done.value  # type: ignore[no-any-return]  # StopIteration is not generic
        value, error = _attempt(call)
        if iscoroutine(value):
            value.close()
            steps.close()
            raise UsageError("this browser context belongs to Playwright's async API; use AsyncTap and await it")
        resume = _outcome(steps, value, error)


async def run_async(steps: Steps[Result]) -> Result:
    """Take the steps with the async API."""
    import asyncio

    resume: Callable[[], Callable[[], Any]] = lambda: next(steps)  # noqa: E731 - replaced on every round
    while True:
        try:
            call = resume()
        except StopIteration as done:
            return done.value  # type: ignore[no-any-return]  # StopIteration is not generic
        value, error = _attempt(call)
        if error is None and isawaitable(value):
            try:
                async with asyncio.timeout(call.limit_s if isinstance(call, Limited) else None):
                    value = await value
            except Exception as failure:  # the steps know what they expect
                error = failure
        resume = _outcome(steps, value, error)


def _attempt(call: Callable[[], Any]) -> tuple[Any, Exception | None]:
    try:
        return call(), None
    except Exception as error:  # the steps know what they expect
        return None, error


def _outcome(steps: Steps[Result], value: Any, error: Exception | None) -> Callable[[], Callable[[], Any]]:
    return (lambda: steps.send(value)) if error is None else (lambda: steps.throw(error))
