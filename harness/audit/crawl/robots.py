"""What a host asks of crawlers in its robots.txt (RFC 9309, with the usual crawl-delay and sitemap lines)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from protego import Protego

__all__ = ["Robots", "read_robots", "robots_address"]

LONGEST = 512 * 1024
"""Bytes that are read of a robots.txt; RFC 9309 asks for 500 KiB at least."""

LONGEST_DELAY_S = 60.0
MOST_SITEMAPS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """The wishes of one host; `rules` is None where it has none, and `closed` where it could not be asked."""

    agent: str
    rules: Protego | None = None
    closed: bool = False

    def allows(self, address: str) -> bool:
        """Whether the page may be visited."""
        return not self.closed and (self.rules is None or self.rules.can_fetch(address, self.agent))

    @property
    def delay_s(self) -> float:
        """The seconds that the host wants between two pages, a minute at most."""
        told = self.rules.crawl_delay(self.agent) if self.rules else None
        return min(told, LONGEST_DELAY_S) if told and math.isfinite(told) and told > 0 else 0.0

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The addresses of the sitemaps that it names."""
        return tuple(self.rules.sitemaps)[:MOST_SITEMAPS] if self.rules else ()


def read_robots(status: int | None, body: bytes, agent: str) -> Robots:
    """The wishes of a host by the answer to `robots.txt`; status None where there was no answer.

    By RFC 9309 a host without the file allows everything, and one that fails (a status from 500 on, or no answer)
    allows nothing.
    """
    from protego import Protego

    if status is None or status >= 500:
        return Robots(agent=agent, closed=True)
    if status >= 400:
        return Robots(agent=agent)
    return Robots(agent=agent, rules=Protego.parse(body[:LONGEST].decode("utf-8-sig", "replace")))


def robots_address(address: str) -> str:
    """Where the robots.txt stands that an address is subject to."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"
