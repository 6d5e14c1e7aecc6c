"""What pages do by themselves: each deed is kept as a fault, and a page that goes on without end is closed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from harness.audit.gather.closing import bounded
from harness.audit.gather.limits import Allowance, Deed
from harness.capture.capture import Capture
from harness.capture.notices import kind_of_console_error

if TYPE_CHECKING:
    from playwright.async_api import ConsoleMessage, Dialog, Download, Frame, Page

__all__ = ["Conduct"]

CRASHED = "the tab crashed"
MOST_FAULTS = 50


class Conduct:
    """Hears what the pages of a context do by themselves; `current` is the page that the visitor is on.

    `lost` says why that page cannot be used any more, and is empty while it can. `moved` is set when a page goes to
    another address.
    """

    def __init__(self, capture: Capture, current: Callable[[], Page]) -> None:
        self.capture = capture
        self.current = current
        self.lost = ""
        self.moved = asyncio.Event()
        self._faults = 0
        self._allowance = Allowance()
        self._closing: asyncio.Task[None] | None = None
        capture.context.on("dialog", self._dismiss)
        capture.context.on("console", self._heard)
        capture.context.on("page", self._meet)

    @property
    def loads(self) -> int:
        """How many documents were opened so far."""
        return len(self.capture.lane.journal.loads)

    @property
    def loaded_at(self) -> datetime | None:
        """When the last document began, if any did."""
        loads = self.capture.lane.journal.loads
        return loads[-1].at if loads else None

    def opens(self) -> None:
        """Another address is opened: its faults are counted anew."""
        self._faults = 0
        self.steps()

    def steps(self) -> int:
        """A step of the visitor begins, within which a page may do so much; the number of documents before it."""
        self._allowance = Allowance(loads=self.loads)
        return self._allowance.loads

    def _spend(self, deed: Deed, done: int | None = None) -> None:
        """Count what the page does; one that goes on without end is closed, and whatever waits for it ends."""
        if (reason := self._allowance.spend(deed, done)) and not self.lost:
            self.lost = reason
            self._closing = asyncio.create_task(bounded(self.current().close()))

    def _fault(self, kind: str, text: str, page: Page | None) -> None:
        self._faults += 1
        if self._faults <= MOST_FAULTS:
            self.capture.fault(kind, text, url=page.url if page else "", page=page)

    async def _dismiss(self, dialog: Dialog) -> None:
        self._fault("dialog", f"{dialog.type}: {dialog.message}", dialog.page)
        self._spend("dialog")
        with suppress(PlaywrightError):
            # Whoever wants to keep the visitor on the page is not obeyed; any other question is answered with no.
            await (dialog.accept() if dialog.type == "beforeunload" else dialog.dismiss())

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._fault(kind_of_console_error(message.text), message.text, message.page)

    def _meet(self, page: Page) -> None:
        page.on("crash", self._crash)
        page.on("download", self._download)
        page.on("framenavigated", self._move)
        self._spend("tab")
        self.moved.set()

    def _move(self, frame: Frame) -> None:
        if frame.parent_frame is None:
            self._spend("load", self.loads - self._allowance.loads)
            self.moved.set()

    def _crash(self, page: Page) -> None:
        self.lost = CRASHED
        self._fault("crash", "the tab crashed", page)

    def _download(self, download: Download) -> None:
        self._fault("download", download.suggested_filename, download.page)
        self._spend("download")
