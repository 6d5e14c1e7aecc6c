"""Starts a browser of this machine for a tap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.capture.tap import BareTap
from harness.errors import BrowserError
from harness.stage.browsers import FoundBrowser, launch_options

if TYPE_CHECKING:
    from playwright.async_api import Browser, Playwright

__all__ = ["launch"]


async def launch(playwright: Playwright, found: FoundBrowser, tap: BareTap, *, headless: bool = True) -> Browser:
    """Start `found` so that it trusts the tap's key, whatever it thinks of certificates; raises BrowserError."""
    from playwright.async_api import Error as PlaywrightError

    options = launch_options(found)
    if found.engine == "chromium":
        options["args"] = [*options.get("args", []), *tap.chromium_args]
    try:
        return await playwright[found.engine].launch(**options, headless=headless)
    except PlaywrightError as error:
        told = str(error).strip().splitlines()[0][:200]
        raise BrowserError(f"{found.executable_path} could not be started ({told}); try another browser") from None
