"""Settling: when a judgement of absence, count or order is allowed.

Nothing here sleeps. A fence is a request that the collector answers only once nothing else of the context is under
way; timers that are already armed are run at once (`harness.capture.clock`) instead of waited for.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from harness.capture.frames import ANSWER_S, MOST_FRAMES, evaluated, live_frames
from harness.capture.hosts import REST
from harness.capture.steps import Limited, Steps
from harness.errors import CaptureError

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page

    from harness.capture.clock import PageClock
    from harness.capture.lane import ContextLane
__all__ = ["Settlement", "settle_steps"]

TIMERS_S = 10.0
BOUND_S = 5.0
MOST_PASSES = 8
WORKER_MS = 250
FENCE_NUMBERS = itertools.count(1)
# Both run the timers of the document first, unless there is no span of time to do so. While the page or its tracking
# code is on its way no time is skipped: a client that polls for the tracking code would give up before it can come.
FENCE = """async ([span, hosts, number, bound, transports]) => {
  const spy = window[Symbol.for("hstrack")], timers = window[Symbol.for("hstrack.timers")];
  const ran = timers && span !== null ? await timers.run(span, spy && spy.awaitsPage) : { ahead: 0, stopped: false };
  return spy ? { ...ran, ...await spy.fence(hosts, number, bound, transports) } : null;
}"""
# Runs behind what the worker has been told already; what it asks for then is on its way.
WORKER_FENCE = """async ([hosts, number]) => {
  await new Promise((resolve) => setTimeout(resolve, 0));
  const url = (host) => `https://${host}/__hstrack/fence?n=${number}&kind=fetch&of=1`;
  await Promise.all(hosts.map((host) => fetch(url(host), { mode: "no-cors" }).catch(() => null)));
  return true;
}"""
ISSUED = """async (span) => {
  const spy = window[Symbol.for("hstrack")], timers = window[Symbol.for("hstrack.timers")];
  const ran = timers && span !== null ? await timers.run(span, spy && spy.awaitsPage) : { ahead: 0 };
  return spy ? { ...ran, issued: await spy.issued() + Number(spy.awaitsPage()) } : null;
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """How far a context came to rest: `doubts` are what could not be ruled out, one clause each."""

    doubts: tuple[str, ...] = ()


def settle_steps(
    clock: PageClock,
    lane: ContextLane,
    *,
    timers_s: float | None = TIMERS_S,
    bound_s: float = BOUND_S,
    answer_s: float = ANSWER_S,
) -> Steps[Settlement]:
    """Bring a context to rest: run armed timers up to `timers_s` (None leaves them alone), then fence.

    A pass in which something moved is followed by another one, because an answer may have armed a timer or sent a hit.
    A page that waits for more than `bound_s`, or is silent for `answer_s`, is left in doubt.
    """
    try:
        return (yield from _passes(clock, lane, _Limits(timers_s, bound_s, answer_s)))
    except CaptureError as silent:
        return Settlement(doubts=(str(silent),))


@dataclass(frozen=True, slots=True)
class _Limits:
    """The limits of settling, in seconds, as `settle_steps` has them."""

    timers_s: float | None
    bound_s: float
    answer_s: float

    @property
    def span_ms(self) -> int | None:
        """For how many milliseconds the timers of a document are run."""
        return None if self.timers_s is None else round(self.timers_s * 1000)


def _passes(clock: PageClock, lane: ContextLane, limits: _Limits) -> Steps[Settlement]:
    for _ in range(MOST_PASSES):
        before = lane.motion
        fences = yield from _fences(clock, lane, limits)
        moved = lane.motion.since(before)
        if moved.busy or moved.others or fences.waited or (moved.hits and fences.workers):
            continue
        if not moved.hits or (yield from _stays_calm(clock, limits, fences.issued)):
            break
    else:
        fences.doubts.add(f"the page was still busy after {MOST_PASSES} rounds of running its timers")
    if limits.timers_s is None:
        fences.doubts.add("timers were not run, because the virtual clock is off")
    fences.doubts.update(f"the answer of {host} was still to come" for host in lane.unanswered())
    return Settlement(doubts=tuple(sorted(fences.doubts)))


@dataclass(slots=True)
class _Fences:
    """What the fences of one pass found.

    `waited` when a document was still loading or waiting for its tracking code, `issued` requests of all documents so
    far, how many `workers` were asked, and what is in doubt.
    """

    waited: bool = False
    issued: int = 0
    workers: int = 0
    doubts: set[str] = field(default_factory=set)


def _fences(clock: PageClock, lane: ContextLane, limits: _Limits) -> Steps[_Fences]:
    found, told = _Fences(), []
    pages: dict[Page, list[dict[str, Any]]] = {}
    frames = live_frames(clock.context)
    if not frames:
        yield from _rest(clock.context)
    if len(frames) == MOST_FRAMES:
        found.doubts.add(f"no more than {MOST_FRAMES} frames were asked whether they had come to rest")
    for frame in frames:
        where = [list(lane.fence_hosts()), next(FENCE_NUMBERS), limits.bound_s * 1000, sorted(lane.transports)]
        address = frame.url
        passed = yield from evaluated(frame, FENCE, [limits.span_ms, *where], answer_s=limits.answer_s)
        # A document that was left meanwhile has said nothing; the one after it is asked in the next pass.
        found.waited |= frame.url != address
        if passed:
            told.append(passed)
            pages.setdefault(frame.page, []).append(passed)
            found.waited |= passed["waited"]
            found.issued += passed["issued"]
            found.doubts.update(_doubts(passed, frame.url, limits.bound_s))
    yield from clock.align_steps(told)
    for page, documents in pages.items():
        workers = [worker for document in documents for worker in document["workers"]]
        # Where the tracking code runs in a window, no worker is asked: one that waits for its work does not answer.
        if workers and not any(document["tracks"] for document in documents):
            yield from _worker_fences(page, lane, found, workers, limits)
    return found


def _worker_fences(
    page: Page, lane: ContextLane, found: _Fences, live: Sequence[tuple[str, bool]], limits: _Limits
) -> Steps[None]:
    """The same for the workers of a page: each has an address, and may be new.

    Playwright knows of them before they run, but a moment late; of Firefox's it keeps those that are gone.
    """
    from playwright.async_api import Error as PlaywrightError

    if len(page.workers) < sum(is_new for _, is_new in live):
        with suppress(PlaywrightError):
            yield partial(page.wait_for_event, "worker", timeout=WORKER_MS)
    for worker in page.workers:
        found.workers += 1
        where = [list(lane.fence_hosts()), next(FENCE_NUMBERS)]
        try:
            yield Limited(partial(worker.evaluate, WORKER_FENCE, where), limits.bound_s)
        except (PlaywrightError, TimeoutError):
            if lane.track_hosts and worker.url in dict(live):
                found.doubts.add(f"the worker {worker.url[:200]} may have more to send, and did not answer")


def _rest(context: BrowserContext) -> Steps[None]:
    """Where no document is left to hold a fence, wait for what has reached the relay."""
    from playwright.async_api import Error as PlaywrightError

    try:
        yield partial(context.request.get, REST)
    except PlaywrightError:
        return  # The context is closed, and with it all that it had under way.


def _stays_calm(clock: PageClock, limits: _Limits, issued: int) -> Steps[bool]:
    """Whether nothing follows from the answers to hits: no request, and no timer that makes one.

    Cheaper than a fence, and enough, because a document can only send what it issues.
    """
    told = []
    for frame in live_frames(clock.context):
        told.append((yield from evaluated(frame, ISSUED, limits.span_ms, answer_s=limits.answer_s)))
    known = [each for each in told if each]
    yield from clock.align_steps(known)
    return bool(sum(each["issued"] for each in known) == issued)


def _doubts(passed: dict[str, Any], url: str, bound_s: float) -> Iterator[str]:
    page = url[:200]
    if not passed["loaded"]:
        yield f"{page} had not finished loading after {bound_s:g} s"
    elif not passed["taken"]:
        yield f"the tracking code of {page} had not taken over after {bound_s:g} s"
    if passed["stopped"]:
        yield f"timers of {page} armed one another for longer than they could be run"
    if not passed["passed"]:
        yield f"{page} lets no image of the tracking host through, so order could not be fenced"
