"""Settling: when a judgement of absence, count or order is allowed.

Nothing here sleeps. A fence is a request that the collector answers only once nothing else of the context is under
way; timers that are already armed are run with Playwright's virtual clock instead of waited for.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from harness.capture.steps import Steps

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Frame

    from harness.capture.lane import ContextLane
__all__ = ["Settlement", "settle_steps"]

TIMERS_S = 10.0
BOUND_S = 5.0
MOST_PASSES = 4
FENCE_NUMBERS = itertools.count(1)
FENCE = """([hosts, number, bound]) => {
  const spy = window[Symbol.for("hstrack")];
  return spy ? spy.fence(hosts, number, bound) : null;
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """How far a context came to rest: `doubts` are what could not be ruled out, one clause each."""

    doubts: tuple[str, ...] = ()


def settle_steps(
    context: BrowserContext, lane: ContextLane, *, timers_s: float | None = TIMERS_S, bound_s: float = BOUND_S
) -> Steps[Settlement]:
    """Bring a context to rest: fence, run armed timers up to `timers_s` (None leaves the clock alone), fence again.

    A pass in which something moved is followed by another one, because an answer may have armed a timer or sent a hit.
    """
    doubts: set[str] = set()
    for _ in range(MOST_PASSES):
        busy, before = lane.busy, lane.traffic
        doubts = yield from _fences(context, lane, bound_s)
        if timers_s is not None:
            yield from _run_timers(context, timers_s)
            doubts |= yield from _fences(context, lane, bound_s)
        if not busy and lane.traffic == before:
            break
    else:
        doubts.add(f"the page was still busy after {MOST_PASSES} rounds of running its timers")
    if timers_s is None:
        doubts.add("timers were not run, because the virtual clock is off")
    doubts |= {f"the answer of {host} was still to come" for host in lane.unanswered()}
    return Settlement(doubts=tuple(sorted(doubts)))


def _fences(context: BrowserContext, lane: ContextLane, bound_s: float) -> Steps[set[str]]:
    from playwright.async_api import Error as PlaywrightError

    doubts: set[str] = set()
    for frame in _frames(context):
        number = next(FENCE_NUMBERS)
        argument = [list(lane.fence_hosts()), number, bound_s * 1000]
        try:
            passed = yield partial(frame.evaluate, FENCE, argument)
        except PlaywrightError:
            continue  # The frame went away or crashed; what it sent is at the relay.
        doubts |= set(_doubts(passed, frame.url, bound_s))
    return doubts


def _doubts(passed: dict[str, bool] | None, url: str, bound_s: float) -> Iterator[str]:
    page = url[:200]
    if passed is None:
        return
    if not passed["loaded"]:
        yield f"{page} had not finished loading after {bound_s:g} s"
    elif not passed["taken"]:
        yield f"the tracking code of {page} had not taken over after {bound_s:g} s"
    if not passed["passed"]:
        yield f"{page} lets no image of the tracking host through, so order could not be fenced"


def _run_timers(context: BrowserContext, timers_s: float) -> Steps[None]:
    from playwright.async_api import Error as PlaywrightError

    if not context.pages:
        return
    try:
        yield lambda: context.clock.run_for(round(timers_s * 1000))
    except PlaywrightError:
        return  # A page closed or crashed meanwhile; the fence that follows speaks for the others.


def _frames(context: BrowserContext) -> list[Frame]:
    """The live frames with a document of their own; an empty page sends nothing."""
    frames = itertools.chain.from_iterable(cast("Any", page).frames for page in context.pages)
    return [frame for frame in frames if not frame.is_detached() and frame.url not in ("", "about:blank")]
