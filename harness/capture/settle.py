"""Settling: when a judgement of absence, count or order is allowed.

Nothing here sleeps. A fence is a request that the collector answers only once nothing else of the context is under
way; timers that are already armed are run with Playwright's virtual clock instead of waited for.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from harness.capture.hosts import REST
from harness.capture.steps import Steps

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Frame

    from harness.capture.lane import ContextLane
__all__ = ["Settlement", "settle_steps"]

TIMERS_S = 10.0
BOUND_S = 5.0
MOST_PASSES = 4
FENCE_NUMBERS = itertools.count(1)
FENCE = """([hosts, number, bound, transports]) => {
  const spy = window[Symbol.for("hstrack")];
  return spy ? spy.fence(hosts, number, bound, transports) : null;
}"""
ISSUED = """() => {
  const spy = window[Symbol.for("hstrack")];
  return spy ? spy.issued() : 0;
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """How far a context came to rest: `doubts` are what could not be ruled out, one clause each."""

    doubts: tuple[str, ...] = ()


def settle_steps(
    context: BrowserContext, lane: ContextLane, *, timers_s: float | None = TIMERS_S, bound_s: float = BOUND_S
) -> Steps[Settlement]:
    """Bring a context to rest: run armed timers up to `timers_s` (None leaves the clock alone), then fence.

    A pass in which something moved is followed by another one, because an answer may have armed a timer or sent a hit.
    """
    for _ in range(MOST_PASSES):
        before = lane.motion
        yield from _run_timers(context, timers_s)
        fences = yield from _fences(context, lane, bound_s)
        moved = lane.motion.since(before)
        if moved.busy or moved.others or fences.waited:
            continue
        if not moved.hits or (yield from _stays_calm(context, timers_s, fences.issued)):
            break
    else:
        fences.doubts.add(f"the page was still busy after {MOST_PASSES} rounds of running its timers")
    if timers_s is None:
        fences.doubts.add("timers were not run, because the virtual clock is off")
    fences.doubts.update(f"the answer of {host} was still to come" for host in lane.unanswered())
    return Settlement(doubts=tuple(sorted(fences.doubts)))


@dataclass(slots=True)
class _Fences:
    """What the fences of one pass found.

    `waited` when a document was still loading or waiting for its tracking code, `issued` requests of all documents so
    far, and what is in doubt.
    """

    waited: bool = False
    issued: int = 0
    doubts: set[str] = field(default_factory=set)


def _fences(context: BrowserContext, lane: ContextLane, bound_s: float) -> Steps[_Fences]:
    found = _Fences()
    frames = _frames(context)
    if not frames:
        yield from _rest(context)
    for frame in frames:
        argument = [list(lane.fence_hosts()), next(FENCE_NUMBERS), bound_s * 1000, sorted(lane.transports)]
        passed = yield from _evaluated(frame, FENCE, argument)
        if passed:
            found.waited |= passed["waited"]
            found.issued += passed["issued"]
            found.doubts.update(_doubts(passed, frame.url, bound_s))
    return found


def _rest(context: BrowserContext) -> Steps[None]:
    """Where no document is left to hold a fence, wait for what has reached the relay."""
    from playwright.async_api import Error as PlaywrightError

    try:
        yield partial(context.request.get, REST)
    except PlaywrightError:
        return  # The context is closed, and with it all that it had under way.


def _stays_calm(context: BrowserContext, timers_s: float | None, issued: int) -> Steps[bool]:
    """Whether nothing follows from the answers to hits: no request, and no timer that makes one.

    Cheaper than a fence, and enough, because a document can only send what it issues.
    """
    yield from _run_timers(context, timers_s)
    now = 0
    for frame in _frames(context):
        now += (yield from _evaluated(frame, ISSUED)) or 0
    return now == issued


def _evaluated(frame: Frame, script: str, argument: object = None) -> Steps[Any]:
    """What a script says in a frame, or None when the frame went away or crashed; what it sent is at the relay."""
    from playwright.async_api import Error as PlaywrightError

    try:
        return (yield partial(frame.evaluate, script, argument))
    except PlaywrightError:
        return None


def _doubts(passed: dict[str, bool], url: str, bound_s: float) -> Iterator[str]:
    page = url[:200]
    if not passed["loaded"]:
        yield f"{page} had not finished loading after {bound_s:g} s"
    elif not passed["taken"]:
        yield f"the tracking code of {page} had not taken over after {bound_s:g} s"
    if not passed["passed"]:
        yield f"{page} lets no image of the tracking host through, so order could not be fenced"


def _run_timers(context: BrowserContext, timers_s: float | None) -> Steps[None]:
    from playwright.async_api import Error as PlaywrightError

    if timers_s is None or not context.pages:
        return
    try:
        yield lambda: context.clock.run_for(round(timers_s * 1000))
    except PlaywrightError:
        return  # A page closed or crashed meanwhile; the fence that follows speaks for the others.


def _frames(context: BrowserContext) -> list[Frame]:
    """The live frames with a document of their own; an empty page sends nothing."""
    frames = itertools.chain.from_iterable(cast("Any", page).frames for page in context.pages)
    return [frame for frame in frames if not frame.is_detached() and frame.url not in ("", "about:blank")]
