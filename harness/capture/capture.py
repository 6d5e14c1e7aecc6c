"""Everything that one browser context sends and asks for, from the moment it was attached."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from harness.capture.clock import TIMERS, PageClock
from harness.capture.notices import kind_of_exception
from harness.capture.settle import TIMERS_S, Settlement, settle_steps
from harness.capture.steps import Steps
from harness.capture.timeline import Entry, Timeline
from harness.capture.witness import read_reports, testimony, transport
from harness.errors import CaptureError

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext

    from harness.capture.control import Control
    from harness.capture.lane import ContextLane
    from harness.capture.written_places import WrittenPlaces

__all__ = ["Capture", "countdown", "unheard"]

CHANNEL = "__hstrack_tell__"
SPY = Path(__file__).with_name("spy")
# In this order, for each part uses what those before it have named.
SPY_PARTS = ("ground", "values", "queue", "transports", "workers", "navigation", "fence")
# Runs first in every document, and once. By its name the lines of a stack that are its own are known.
SPY_FRAME = """(() => {{
"use strict";
if (window[Symbol.for("hstrack")]) return;
{}}})();
//# sourceURL=hstrack-spy.js
"""


class Capture:
    """One browser context's journal, and the ways to wait for it.

    `context` is a context of either of Playwright's APIs; the methods named `…_steps` are taken with the driver of
    that API (`harness.capture.steps`).
    """

    def __init__(self, context: BrowserContext, lane: ContextLane, control: Control, *, clock: bool) -> None:
        self.context = context
        self.lane = lane
        self.clock = clock
        self.time = PageClock(context)
        self._control = control
        self._written: WrittenPlaces | None = None
        self._pages: WeakKeyDictionary[object, int] = WeakKeyDictionary()
        self._page_numbers = itertools.count(1)

    @property
    def timeline(self) -> Timeline:
        """Everything captured so far."""
        return self.lane.journal.timeline()

    def attach_steps(self) -> Steps[None]:
        """Listen inside the pages of the context; to be taken before its first page is opened. Raises CaptureError."""
        from playwright.async_api import Error as PlaywrightError

        try:
            yield partial(self.context.expose_binding, CHANNEL, self._hear)
        except PlaywrightError as error:
            raise CaptureError(unheard(error)) from None
        # The spy goes in before what watches timers, for it keeps the browser's own.
        yield partial(self.context.add_init_script, script=_source(clock=self.clock))
        self.context.on("weberror", self._exception)
        self.context.on("requestfailed", self._failure)

    def settle_steps(self, timers_s: float = TIMERS_S, *, bound_s: float | None = None) -> Steps[Settlement]:
        """Bring the context to rest; see `harness.capture.settle`."""
        bound = {} if bound_s is None else {"bound_s": bound_s}
        return (yield from settle_steps(self.time, self.lane, timers_s=timers_s if self.clock else None, **bound))

    def locate_steps(self) -> Steps[dict[int, Entry]]:
        """Let the stacks name the sources as they were written; what each entry became, see `Journal.relocate`."""
        from harness.capture.written_places import WrittenPlaces

        self._written = self._written or WrittenPlaces(self.context, self.lane.table)
        places = yield from self._written.steps(self.timeline)
        return self.lane.journal.relocate(places) if places else {}

    def growth_steps(self, condition: Callable[[], bool], timeout_s: float) -> Steps[bool]:
        """Wait until a condition on the growing timeline holds; False when time is up or the context is closed.

        The condition is judged in the relay's thread.
        """
        from playwright.async_api import Error as PlaywrightError

        address = self._control.expect(condition, timeout_s)
        try:
            answer = yield partial(self.context.request.get, address, timeout=(timeout_s + 30) * 1000)
            text = yield answer.text
        except PlaywrightError:
            return False
        return bool(text == "held")

    def page_number(self, page: object) -> int:
        """The number of a page within the context, from 1, in the order in which it was first heard of."""
        if page not in self._pages:
            self._pages[page] = next(self._page_numbers)
        return self._pages[page]

    def fault(self, kind: str, text: str, *, url: str = "", page: object = None) -> None:
        """Keep something that a page reported."""
        self.lane.fault(kind, text, url=url, page=self.page_number(page) if page is not None else 0)

    def _hear(self, source: Any, told: object) -> None:
        from asyncio import CancelledError

        for report in read_reports(told):
            if used := transport(report):
                self.lane.transports.add(used)
            if entry := testimony(report, self.page_number(source["page"])):
                self.lane.journal.add(entry)
        # The spy awaits no answer, and to deliver one Playwright would first bring its tools into the document: 7 ms.
        raise CancelledError

    def _exception(self, error: Any) -> None:
        kind = kind_of_exception(error.error.name)
        self.fault(kind, str(error.error), url=error.page.url if error.page else "", page=error.page)

    def _failure(self, request: Any) -> None:
        if request.failure:
            self.fault("request", str(request.failure), url=request.url)


@cache
def _source(*, clock: bool) -> str:
    """The scripts that run first in every document; each context of a process gets the same.

    Of ASCII alone: a browser sends any other text to its documents at twice the length.
    """
    parts = "".join(_bare(SPY / f"{part}.js") for part in SPY_PARTS)
    return SPY_FRAME.format(parts) + (_bare(TIMERS) if clock else "")


def _bare(script: Path) -> str:
    """A script without its indentation and comments, a third of it that every document would parse."""
    lines = (line.strip() for line in script.read_text(encoding="utf-8").splitlines())
    return "".join(f"{line}\n" for line in lines if not line.startswith("//"))


def unheard(error: Exception) -> str:
    """The sentence on a context that is closed, or attached already."""
    told = str(error).partition("\n")[0]
    return f"the context cannot be listened to ({told}); attach a context once, while it is open"


def countdown(timeout_s: float) -> Callable[[], float]:
    """A countdown: how many seconds are left, never below 0."""
    end = time.monotonic() + timeout_s
    return lambda: max(0.0, end - time.monotonic())
