"""What a crawl visits next: breadth first, no page twice, up to a number and a depth."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from harness.audit.crawl.address import page_address
from harness.audit.crawl.scope import Scope

__all__ = ["Frontier", "Waiting"]

SPARE = 1_000
"""Pages beyond the limit that are remembered, for some of those before them may turn out to be forbidden."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page to be visited, and how many links lead to it from a start."""

    address: str
    depth: int = 0


class Frontier:
    """The pages that are known of, in the order in which they were found; `taken` were given out so far."""

    def __init__(self, scope: Scope, *, most: int, depth: int | None = None) -> None:
        self.scope = scope
        self.most = most
        self.depth = depth
        self.taken = 0
        self.crowded = False
        self._waiting: deque[Waiting] = deque()
        self._seen: set[str] = set()
        self._reached: set[str] = set()

    @property
    def waiting(self) -> int:
        """How many of the pages that wait may still be visited."""
        return min(len(self._waiting), self.most - self.taken)

    @property
    def is_full(self) -> bool:
        """Whether enough was taken; nothing more is given out, unless some is given back."""
        return self.taken >= self.most

    @property
    def left_over(self) -> int:
        """How many known pages the limit leaves out; `crowded` says that there were more than could be remembered."""
        return max(0, len(self._waiting) - self.waiting)

    def start(self, addresses: Iterable[str]) -> None:
        """Begin with these pages, whatever the patterns say."""
        for address in addresses:
            self._enqueue(address, 0)

    def add(self, links: Iterable[str], *, base: str = "", depth: int = 0) -> None:
        """Remember the links of a page that are in scope; `depth` is that of the page behind them."""
        if self.depth is not None and depth > self.depth:
            return
        for link in links:
            if link in self._seen:
                continue  # As most links of a page are, and to know it by its address costs more.
            address = page_address(link, base)
            if address is not None and address not in self._seen and self.scope.holds(address):
                self._enqueue(address, depth)

    def came_to(self, address: str) -> None:
        """Note where a redirect led: that page needs no visit of its own."""
        if known := page_address(address):
            self._seen.add(known)
            self._reached.add(known)

    def take(self) -> Waiting | None:
        """The next page; None when nothing waits or enough was taken."""
        while self._waiting and self._waiting[0].address in self._reached:
            self._waiting.popleft()
        if self.waiting <= 0:
            return None
        self.taken += 1
        return self._waiting.popleft()

    def give_back(self) -> None:
        """Count a page that was taken as not visited: another one may be."""
        self.taken -= 1

    def _enqueue(self, address: str, depth: int) -> None:
        if len(self._waiting) >= self.most + SPARE:
            self.crowded = True
        elif address not in self._seen:
            self._seen.add(address)
            self._waiting.append(Waiting(address, depth))
