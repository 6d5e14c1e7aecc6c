"""What all pages of one browser share: time, cookies, tokens, and the record of what was sent and told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

from harness.tracker.config import PortalConfig
from harness.tracker.generations import GENERATIONS, Traits
from harness.tracker.model.jar import Jar
from harness.tracker.model.values import Listener
from harness.wire.pairs import join_pairs

__all__ = ["START", "Client", "PageError", "PredictedHit", "Told", "World"]

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""When a prediction begins unless told otherwise: a Monday morning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """What a browser says of itself, as hits carry it; `gpc`: Global Privacy Control, `cookies`: has any."""

    screen: str = "1280x720"
    colour_depth: str = "24-bit"
    charset: str = "UTF-8"
    language: str = "en-us"
    fingerprint: str = "1416815012"
    gpc: bool = False
    cookies: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictedHit:
    """One hit: host, endpoint and every pair in wire order, decoded once; a script error report tells no pairs."""

    host: str
    path: str
    pairs: tuple[tuple[str, str], ...] = ()

    @property
    def url(self) -> str:
        """The address of its image, which `harness.wire.decode` reads."""
        return f"https://{self.host}{self.path}?{join_pairs(self.pairs)}"


@dataclass(frozen=True, slots=True)
class Told:
    """What a listener of the page was called with."""

    listener: str
    values: tuple[object, ...]


class PageError(Exception):
    """Something of the page threw; whoever called it says what becomes of that."""


@dataclass(slots=True, kw_only=True)
class World:
    """One browser with one portal's tracking code."""

    portal: PortalConfig
    client: Client
    now: datetime
    jar: Jar
    hits: list[PredictedHit] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def traits(self) -> Traits:
        """What sets the portal's generation apart."""
        return GENERATIONS[self.portal.generation]

    def token(self) -> str:
        """A usertoken that nobody has yet: 32 digits that count."""
        return f"{next(self.numbers):032d}"

    def tell(self, listener: object, *values: object) -> None:
        """Call a listener of the page. Raises PageError when that listener throws or is none."""
        if not isinstance(listener, Listener):
            raise PageError
        self.told.append(Told(listener.name, values))
        if listener.throws:
            raise PageError
