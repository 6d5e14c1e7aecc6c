"""Starts a browser of this machine for a tap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.capture.tap import BareTap
from harness.errors import BrowserError
from harness.stage.browsers import FoundBrowser, launch_options

if TYPE_CHECKING:
    from playwright.async_api import Browser, Playwright

__all__ = ["launch"]

# What else a page might send round the relay, to this machine and the user's network: datagrams of WebRTC (two names,
# for browsers of different age), and WebTransport, which Chromium refuses behind a proxy by itself.
ONLY_PROXIED = [f"--{name}webrtc-ip-handling-policy=disable_non_proxied_udp" for name in ("", "force-")]
ONLY_PROXIED_PREFS = {"media.peerconnection.ice.proxy_only": True, "network.webtransport.enabled": False}


async def launch(playwright: Playwright, found: FoundBrowser, tap: BareTap, *, headless: bool = True) -> Browser:
    """Start `found` so that it trusts the tap's key, and sends nothing round the tap; raises BrowserError."""
    from playwright.async_api import Error as PlaywrightError

    options = launch_options(found)
    if found.engine == "chromium":
        options["args"] = [*options.get("args", []), *tap.chromium_args, *ONLY_PROXIED]
    else:
        options["firefox_user_prefs"] = {**options.get("firefox_user_prefs", {}), **ONLY_PROXIED_PREFS}
    try:
        return await playwright[found.engine].launch(**options, headless=headless)
    except PlaywrightError as error:
        told = str(error).strip().splitlines()[0][:200]
        raise BrowserError(f"{found.executable_path} could not be started ({told}); try another browser") from None
