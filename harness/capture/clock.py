"""The time of a context's documents: it flows as usual, and is ahead once timers were run instead of waited for.

Not Playwright's clock: that one replaces the whole time of each document before the document begins, which costs every
page load of every test 5 to 10 ms; `timers.js` only notes what is armed. A clock that a test installs itself goes on
top of it, and finds its time moved on like any other script of the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness.capture.frames import evaluated, live_frames
from harness.capture.steps import Steps

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext

__all__ = ["TIMERS", "PageClock"]

TIMERS = Path(__file__).with_name("timers.js")
RUN = "(span) => window[Symbol.for('hstrack.timers')]?.run(span)"
ELAPSE = "(ahead) => window[Symbol.for('hstrack.timers')]?.elapse(ahead)"
AHEAD = "window[Symbol.for('hstrack.ahead')] = {}"


class PageClock:
    """The clock of one browser context; `ahead_ms` is how far its documents are ahead of the browser's time."""

    def __init__(self, context: BrowserContext) -> None:
        self.ahead_ms = 0
        self.context = context
        self._script: Any = None

    def run_steps(self, seconds: float) -> Steps[bool]:
        """Run every timer that is due within `seconds`, as often as it is; whether all of them could be run."""
        told = yield from self._told_steps(RUN, round(seconds * 1000))
        yield from self.align_steps(told)
        return not any(each["stopped"] for each in told)

    def elapse_steps(self, seconds: float) -> Steps[None]:
        """Let time pass as if the machine had slept: what is due by then fires once."""
        ahead_ms = self.ahead_ms + round(seconds * 1000)
        yield from self._told_steps(ELAPSE, ahead_ms)
        yield from self._align_steps(ahead_ms)

    def align_steps(self, told: Iterable[dict[str, Any]]) -> Steps[None]:
        """Bring all documents, those to come too, to the time of the one that told of being furthest ahead."""
        yield from self._align_steps(max((each["ahead"] for each in told), default=0))

    def _align_steps(self, ahead_ms: int) -> Steps[None]:
        if ahead_ms <= self.ahead_ms:
            return
        self.ahead_ms = ahead_ms
        script = AHEAD.format(ahead_ms)
        replaced, self._script = self._script, (yield partial(self.context.add_init_script, script=script))
        if replaced:
            # Each document would run those of all pages before it.
            yield replaced.dispose
        frames = live_frames(self.context)
        for frame in frames if len(frames) > 1 else ():
            yield from evaluated(frame, script)

    def _told_steps(self, script: str, argument: int) -> Steps[list[dict[str, Any]]]:
        told = []
        for frame in live_frames(self.context):
            told.append((yield from evaluated(frame, script, argument)))
        return [each for each in told if each]
