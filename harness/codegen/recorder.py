"""Hears from inside the pages of a context what the visitor does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, Any

from harness.codegen.frames import Frames
from harness.codegen.reports import Opening, Report, read_report

if TYPE_CHECKING:
    from playwright.async_api import Page

    from harness.capture.capture import Capture

__all__ = ["Recorder", "naming_elements"]

CHANNEL = "__hstrack_record__"
SCRIPT = Path(__file__).with_name("recorder.js")


@contextmanager
def naming_elements() -> Iterator[None]:
    """Let a Playwright that is started meanwhile name elements inside pages, as its documentation says."""
    usual = os.environ.get("PWDEBUG")
    os.environ["PWDEBUG"] = "console"
    try:
        yield
    finally:
        del os.environ["PWDEBUG"]
        os.environ.update({"PWDEBUG": usual} if usual is not None else {})


class Recorder:
    """Collects reports; `heard` is told of each."""

    def __init__(self, capture: Capture, heard: Callable[[], object]) -> None:
        self.reports: list[Report] = []
        self._capture = capture
        self._heard = heard
        self._frames = Frames()

    async def attach(self) -> None:
        """Listen to all pages that the context will have."""
        context = self._capture.context
        await context.expose_binding(CHANNEL, self._hear)
        await context.add_init_script(path=SCRIPT)
        context.on("page", self._opened)

    async def _hear(self, source: Any, told: object) -> None:
        page = self._capture.page_number(source["page"])
        if report := read_report(told, page, await self._frames.way_to(source["frame"])):
            self._keep(report)

    async def _opened(self, page: Page) -> None:
        number = self._capture.page_number(page)
        self._frames.follow(page)
        if opener := await page.opener():
            self._keep(Opening(at=time(), page=number, opener=self._capture.page_number(opener)))

    def _keep(self, report: Report) -> None:
        self.reports.append(report)
        self._heard()
