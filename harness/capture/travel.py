"""Time that passes for a browser context: its pages' clock moves on, and its cookies grow older.

A browser counts the life of a cookie by real time, which no virtual clock moves. So what would have expired is deleted
here, and everything else keeps only the life that it would have left.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from harness.capture.steps import Steps
from harness.errors import CaptureError, UsageError

if TYPE_CHECKING:
    from harness.capture.capture import Capture
    from harness.tracker.generations import Traits

__all__ = ["SESSION_S", "run_timers_steps", "travel_steps", "visitor_s"]

SESSION_S = 30 * 60
DAY_S = 86_400


def visitor_s(capture: Capture) -> int:
    """How long the tracker's cookies know a visitor, in seconds; the generation says it (docs/stand-in-tracker.md)."""
    return _traits(capture).cookie_days * DAY_S


def travel_steps(capture: Capture, seconds: float) -> Steps[None]:
    """Let time pass as if the machine had slept: cookies age, and timers that are due by then fire once.

    Raises UsageError for no time, and without the virtual clock.
    """
    _check(capture, seconds)
    yield from _age_steps(capture, seconds)
    yield from capture.time.elapse_steps(seconds)


def run_timers_steps(capture: Capture, seconds: float) -> Steps[None]:
    """Run every timer that is due within `seconds`, as often as it is; cookies stay as they are.

    Raises UsageError as `travel_steps` does, CaptureError when there are more timers than a page can be held for.
    """
    _check(capture, seconds)
    if not (yield from capture.time.run_steps(seconds)):
        raise CaptureError(f"the timers of {seconds:g} s are too many to be run at once; run fewer seconds at a time")


def _check(capture: Capture, seconds: float) -> None:
    if not capture.clock:
        raise UsageError("time passes by the virtual clock, which clock=False leaves out; take it out of the marker")
    if not 0 < seconds < math.inf:
        raise UsageError(f"time passes forward only, not by {seconds:g} s; say how much, as in travel(days=181)")


def _age_steps(capture: Capture, seconds: float) -> Steps[None]:
    context, longest_s, now = capture.context, _longest_s(_traits(capture)), time.time()
    for cookie in (yield context.cookies):
        if cookie["expires"] <= 0:
            continue  # It lasts until the browser is closed, however long that takes.
        left_s = min(cookie["expires"] - now, longest_s.get(cookie["name"], math.inf)) - seconds
        if left_s > 0:
            aged: Any = {**cookie, "expires": now + left_s}
            yield partial(context.add_cookies, [aged])
        else:
            yield partial(context.clear_cookies, name=cookie["name"], domain=cookie["domain"], path=cookie["path"])


def _longest_s(traits: Traits) -> Mapping[str, float]:
    """How long the tracker's cookies last at most, in seconds, by name.

    A tracker that writes the date on which a cookie expires takes it from the page's clock, which runs ahead of the
    browser's; such a cookie seems to last longer than it does.
    """
    days = dict.fromkeys(("__hstc", "hubspotutk", "__hs_do_not_track"), traits.cookie_days)
    return {"__hssc": SESSION_S, **{name: number * DAY_S for name, number in days.items()}}


def _traits(capture: Capture) -> Traits:
    from harness.tracker.generations import GENERATIONS

    return GENERATIONS[capture.lane.portal.generation]
