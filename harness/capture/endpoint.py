"""A browser that runs somewhere else: how it is reached, and how it reaches the relay."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from harness.errors import BrowserError, UsageError
from harness.wire.words import plain

if TYPE_CHECKING:
    from playwright.async_api import Browser, Playwright

__all__ = ["Endpoint", "connect"]

CONNECT_MS = 30_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where a browser listens: `ws://...` of Playwright's `launch-server`, `http://...` of Chromium's debugging port.

    `relay` is the IPv4 address of this machine at which that browser reaches the relay: its proxy.
    """

    url: str
    relay: str = "127.0.0.1"

    @property
    def is_cdp(self) -> bool:
        """Whether it speaks the DevTools protocol of Chromium, and not Playwright's own."""
        parts = urlsplit(self.url)
        return parts.scheme in ("http", "https") or parts.path.startswith("/devtools/")

    def guests(self) -> frozenset[str]:
        """The addresses of the browser's machine, which alone may use a relay off loopback; none where it is on it.

        Raises BrowserError where the name has no address.
        """
        if ipaddress.ip_address(self.relay).is_loopback:
            return frozenset()
        host = urlsplit(self.url).hostname or ""
        try:
            found = socket.getaddrinfo(host, None, socket.AF_INET, socket.SOCK_STREAM)
        except OSError as error:
            raise BrowserError(f"{host}, where the browser runs, has no address ({error}); correct its name") from None
        # A browser of this machine that was given an address of its network speaks from that address.
        ours = {self.relay} if any(ipaddress.ip_address(each[4][0]).is_loopback for each in found) else set()
        return frozenset({str(each[4][0]) for each in found} | ours)

    @classmethod
    def parse(cls, url: str, relay: str | None = None) -> Endpoint:
        """An endpoint as the command line names it; raises UsageError."""
        parts = urlsplit(url)
        if parts.scheme not in ("ws", "wss", "http", "https") or not parts.hostname:
            fix = "write ws://host:port/path or http://host:port"
            raise UsageError(f"--browser-endpoint {plain(url, 200)!r} is none; {fix}")
        try:
            address = str(ipaddress.IPv4Address(relay or "127.0.0.1"))
        except ValueError:
            told = f"--relay-address {plain(str(relay), 200)!r} is no IPv4 address"
            raise UsageError(f"{told}; write that of this machine which the browser reaches") from None
        return cls(url=url, relay=address)


async def connect(playwright: Playwright, endpoint: Endpoint, engine: str) -> Browser:
    """The browser at an endpoint; raises BrowserError."""
    from playwright.async_api import Error as PlaywrightError

    try:
        if endpoint.is_cdp:
            return await playwright.chromium.connect_over_cdp(endpoint.url, timeout=CONNECT_MS)
        return await playwright[engine].connect(endpoint.url, timeout=CONNECT_MS)
    except PlaywrightError as error:
        told = plain(str(error).strip().partition("\n")[0], 200)
        raise BrowserError(f"no browser answered at {plain(endpoint.url, 200)} ({told}); start one there") from None
