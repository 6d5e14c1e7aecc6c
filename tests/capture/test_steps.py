import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from harness.capture.steps import Limited, Steps, run, run_async
from harness.errors import UsageError

InLoop = Callable[[Coroutine[Any, Any, Any]], Any]


async def later(value: int) -> int:
    return value


async def fail_later() -> int:
    raise OSError("gone")


def fail() -> int:
    raise OSError("gone")


def add(*calls: Callable[[], object]) -> Steps[int]:
    """The sum of what the calls return; a call that fails counts a hundred."""
    total = 0
    for call in calls:
        try:
            total += yield call
        except OSError:
            total += 100
    return total


def raise_it() -> Steps[None]:
    yield fail


def nothing() -> Steps[str]:
    return "done"
    yield fail


def test_a_call_of_the_sync_api_gives_its_value() -> None:
    assert run(add(lambda: 1, lambda: 2)) == 3


def test_a_call_of_the_async_api_is_awaited(in_loop: InLoop) -> None:
    assert in_loop(run_async(add(lambda: later(1), lambda: later(2), lambda: 3))) == 6


def test_steps_can_catch_what_a_sync_call_raises() -> None:
    assert run(add(fail, lambda: 2)) == 102


def test_steps_can_catch_what_an_async_call_raises(in_loop: InLoop) -> None:
    assert in_loop(run_async(add(fail_later, fail, lambda: later(2)))) == 202


def test_what_no_step_catches_reaches_the_caller(in_loop: InLoop) -> None:
    with pytest.raises(OSError, match="gone"):
        run(raise_it())
    with pytest.raises(OSError, match="gone"):
        in_loop(run_async(raise_it()))


def test_a_call_of_the_async_api_is_told_to_who_takes_it_with_the_sync_one() -> None:
    with pytest.raises(UsageError, match="belongs to Playwright's async API; use AsyncTap and await it"):
        run(add(lambda: later(1)))


def test_steps_without_a_call_return_at_once(in_loop: InLoop) -> None:
    assert (run(nothing()), in_loop(run_async(nothing()))) == ("done", "done")


def test_an_awaited_call_is_given_up_at_its_limit(in_loop: InLoop) -> None:
    assert in_loop(run_async(add(Limited(lambda: asyncio.Event().wait(), 0.01), lambda: later(1)))) == 101
