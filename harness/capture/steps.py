"""Work with a browser, written once for both of Playwright's APIs.

Steps are a generator of calls. In the sync API a call returns its value, in the async one an awaitable of it; only the
two drivers below know the difference.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from inspect import isawaitable, iscoroutine
from typing import Any, TypeVar

from harness.errors import UsageError

__all__ = ["Steps", "run", "run_async"]

Result = TypeVar("Result")
Steps = Generator[Callable[[], Any], Any, Result]


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
    resume: Callable[[], Callable[[], Any]] = lambda: next(steps)  # noqa: E731 - replaced on every round
    while True:
        try:
            call = resume()
        except StopIteration as done:
            return done.value  # type: ignore[no-any-return]  # StopIteration is not generic
        value, error = _attempt(call)
        if error is None and isawaitable(value):
            try:
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
