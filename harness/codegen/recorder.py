"""Hears from inside the pages of a context what the visitor does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, Any

from harness.codegen.code import checked_locator
from harness.codegen.reports import Opening, Report, read_report

if TYPE_CHECKING:
    from playwright.async_api import Frame, Page

    from harness.capture.capture import Capture

__all__ = ["Recorder", "naming_elements"]

CHANNEL = "__hstrack_record__"
SCRIPT = Path(__file__).with_name("recorder.js")
NAME_OF = "(element) => window.playwright.generateLocator(element, 'python')"


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

    async def attach(self) -> None:
        """Listen to all pages that the context will have."""
        context = self._capture.context
        await context.expose_binding(CHANNEL, self._hear)
        await context.add_init_script(path=SCRIPT)
        context.on("page", self._opened)

    async def _hear(self, source: Any, told: object) -> None:
        page = self._capture.page_number(source["page"])
        if report := read_report(told, page, await _way_to(source["frame"])):
            self._keep(report)

    async def _opened(self, page: Page) -> None:
        number = self._capture.page_number(page)
        if opener := await page.opener():
            self._keep(Opening(at=time(), page=number, opener=self._capture.page_number(opener)))

    def _keep(self, report: Report) -> None:
        self.reports.append(report)
        self._heard()


async def _way_to(frame: Frame) -> str | None:
    """Source that leads from a page to one of its frames; None when there is none any more."""
    from playwright.async_api import Error as PlaywrightError

    parent = frame.parent_frame
    if parent is None:
        return ""
    try:
        locator = checked_locator(str(await (await frame.frame_element()).evaluate(NAME_OF)))
    except PlaywrightError:
        return None
    way = await _way_to(parent)
    return None if locator is None or way is None else f"{way}{locator}.content_frame."
