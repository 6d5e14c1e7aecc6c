"""Loads a page for a visitor, and says in one sentence what was wrong where it does not come."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout

from harness.audit.gather.conduct import Conduct
from harness.audit.gather.looking import Looking
from harness.audit.trouble import reason_of
from harness.errors import PageError
from harness.wire.words import plain

if TYPE_CHECKING:
    from playwright.async_api import Page

__all__ = ["LONGEST_URL", "Loading"]

LONGEST_URL = 200
CRASH_MS = 500
# The status text of the relay's own answers; a page that cannot be reached over plain http is one.
RELAY = "hstrack"


class Loading:
    """Loads the pages of one browser context, within `timeout_s` seconds each."""

    def __init__(self, conduct: Conduct, looking: Looking, timeout_s: float) -> None:
        self.conduct = conduct
        self.looking = looking
        self.timeout_s = timeout_s
        self._journal = conduct.capture.lane.journal

    async def open(self, page: Page, url: str) -> str:
        """Go to an address; why the page did not load to its end, empty when it did. Raises PageError for no page."""
        refused, loads = len(self._journal.refusals), self.conduct.loads
        try:
            reason = await self._answer(page, url, loads)
        except PlaywrightError as error:
            # A document that is there may not be loaded in time, or lead on to another one by itself.
            if isinstance(error, PlaywrightTimeout) and self.conduct.loads > loads:
                return self._late
            if "interrupted by another navigation" in str(error):
                return await self.finish(page)
            told = await self._crash_of(page) or self._refusal_since(refused) or reason_of(str(error))
            raise PageError(f"{plain(url, LONGEST_URL)}: {told}") from None
        if reason:
            fix = self._refusal_since(refused) or f"{plain(reason, LONGEST_URL)}; check the address"
            raise PageError(f"{plain(url, LONGEST_URL)}: {fix}")
        return ""

    async def finish(self, page: Page) -> str:
        """Wait for the end of a load; why the page did not load to its end, empty when it did."""
        try:
            await page.wait_for_load_state("load", timeout=self.timeout_s * 1000)
        except PlaywrightTimeout:
            return self._late
        except PlaywrightError as error:
            return reason_of(str(error))
        return ""

    async def _answer(self, page: Page, url: str, loads: int) -> str:
        """What the relay says instead of a page, empty where a page came."""
        response = await page.goto(url, wait_until="load", timeout=self.timeout_s * 1000)
        if response and self.looking.is_quiet:
            await self.looking.opened(page, response, loads)
        return (await response.text()).strip() if response and response.status_text == RELAY else ""

    @property
    def _late(self) -> str:
        return f"it had not finished loading after {self.timeout_s:g} s; raise --timeout"

    def _refusal_since(self, known: int) -> str:
        """Why the relay refused the document that was asked for last; empty when something else was wrong."""
        return "".join(refusal.reason for refusal in self._journal.refusals[known:][-1:])

    async def _crash_of(self, page: Page) -> str:
        """The crash that ended the loading of a page, or nothing; the browser tells of it a moment later."""
        with suppress(PlaywrightError):
            await page.wait_for_event("crash", lambda _: True, timeout=CRASH_MS)
        return self.conduct.lost
