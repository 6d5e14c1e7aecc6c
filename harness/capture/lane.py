"""One browser context's way through the relay: its token, its host table, its journal, and what is still under way."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import math
import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from starlette.types import ASGIApp

from harness.capture.hosts import Bridged, Direct, HostTable, Refused, Target
from harness.capture.journal import Journal
from harness.capture.sources.source import Source
from harness.capture.sources.standin import StandIn
from harness.capture.timeline import PageFault, Refusal
from harness.capture.tunnel import Tunnel
from harness.tracker.config import PortalConfig
from harness.wire.decode import decode
from harness.wire.endpoints import host_role, hublet_of, url_of
from harness.wire.hits import Malformed, RawRequest

__all__ = ["ContextLane", "Motion", "Opening", "ScriptAnswer"]

ARRIVALS = itertools.count(1)
# A browser may open a connection in advance and leave it idle; one that carries a hit does so at once: in far less than
# the handshake took, which tells how busy the machine is.
OPENING_S = 0.02
OPENINGS = 4
# Long polls and streams never come to rest; after this time their answer is a doubt, not a reason to wait.
PATIENCE_S = 2.0
LONGEST_HOST = 253
MOST_SCRIPTS = 100
LONGEST_FAULT = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """How many hits and other messages passed, and whether something was under way."""

    hits: int
    others: int
    busy: bool

    def since(self, before: Motion) -> Motion:
        """What moved since; busy when something was under way at either end."""
        busy = self.busy or before.busy
        return Motion(hits=self.hits - before.hits, others=self.others - before.others, busy=busy)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptAnswer:
    """What a host of HubSpot's scripts answered here."""

    url: str
    status: int
    body: bytes | memoryview
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(slots=True)
class Opening:
    """A bridged connection on which nothing was asked yet: since when, and until when something is expected."""

    since: float
    for_hits: bool
    until: float = math.inf

    def done(self, now: float) -> None:
        """The handshake is over: a hit for which it was made comes now."""
        self.until = now + max(OPENING_S, OPENINGS * (now - self.since))


@dataclass(slots=True, kw_only=True, eq=False)
class ContextLane:
    """What the relay knows of one browser context.

    `stage` serves the hosts of the sample site, `source` the tracking code, with the settings of `portal` if it is the
    stand-in; `deliver` lets hits through to HubSpot on purpose. `requests` counts all that was ever asked for except
    fences, `hits` those of them that were hits. The journal is written by two threads; the rest belongs to the relay's,
    and others only read numbers, or take from `scripts`, the newest answers of HubSpot's script hosts.
    """

    table: HostTable
    stage: ASGIApp | None = None
    portal: PortalConfig = field(default_factory=PortalConfig)
    source: Source = field(default_factory=StandIn)
    deliver: bool = False
    token: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    journal: Journal = field(default_factory=Journal)
    requests: int = 0
    hits: int = 0
    answering: int = 0
    opening: dict[int, Opening] = field(default_factory=dict)
    tunnels: set[Tunnel] = field(default_factory=set)
    track_hosts: set[str] = field(default_factory=set)
    transports: set[str] = field(default_factory=set)
    fences: dict[str, int] = field(default_factory=dict)
    scripts: deque[ScriptAnswer] = field(default_factory=lambda: deque(maxlen=MOST_SCRIPTS))
    spent: str = ""
    bytes_left: float = math.inf
    requests_left: float = math.inf
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def target(self, host: str, port: int) -> Target:
        """Where a connection goes."""
        target = self.table.target(host, port)
        if isinstance(target, Bridged):
            self._note_track_host(host)
        return Refused(f"the page {self.spent}") if self.spent and isinstance(target, Direct) else target

    def allow(self, most_bytes: int, most_requests: int) -> None:
        """Let the page that comes now have so much from hosts that are not served here; then it is cut off."""
        self.bytes_left, self.requests_left, self.spent = most_bytes, most_requests, ""

    def refused(self, host: str, port: int, reason: str) -> None:
        """Keep a refused connection."""
        self.journal.add(Refusal(host=host[:LONGEST_HOST], port=port, reason=reason, at=datetime.now(UTC)))

    def fault(self, kind: str, text: str, *, url: str = "", page: int = 0) -> None:
        """Keep something that a page reported, or that went wrong with what it asked for."""
        at = datetime.now(UTC)
        self.journal.add(PageFault(kind=kind, text=text[:LONGEST_FAULT], at=at, url=url[:LONGEST_FAULT], page=page))

    def arrived(self, *, method: str, url: str, headers: tuple[tuple[str, str], ...], body: bytes) -> None:
        """Keep a tracking request that reached the network, decoded."""
        self.hits += 1
        self.journal.add(decode(self._request(method=method, url=url, headers=headers, body=body)))

    def unreadable(self, *, url: str, received: bytes) -> None:
        """Keep what came to a tracking host and is no HTTP request."""
        request = self._request(method="GET", url=url, headers=(), body=received)
        self.journal.add(Malformed(request=request, reasons=("what was sent is no HTTP request",)))

    def opens(self, connection: int, *, for_hits: bool) -> None:
        """A bridged connection is being opened."""
        self.opening[connection] = Opening(asyncio.get_running_loop().time(), for_hits)

    def opened(self, connection: int) -> None:
        """A bridged connection is open; one that carries a hit carries it now."""
        if opening := self.opening.get(connection):
            opening.done(asyncio.get_running_loop().time())
            self.changed.set()

    def taken(self, connection: int) -> None:
        """A bridged connection carries its first request, or a later one."""
        if self.opening.pop(connection, None):
            self.changed.set()

    @property
    def motion(self) -> Motion:
        """What has moved so far."""
        return Motion(hits=self.hits, others=self.requests - self.hits, busy=self.busy)

    def spoke(self) -> None:
        """The browser sent something through a tunnel."""
        self.requests += 1
        self.requests_left -= 1
        if self.requests_left < 0 and not self.spent:
            self.spent = "asks other hosts for too much"

    def took(self, size: int) -> bool:
        """Something came through a tunnel; whether more may."""
        self.bytes_left -= size
        if self.bytes_left < 0 and not self.spent:
            self.spent = "loads too much"
        return not self.spent

    @property
    def busy(self) -> bool:
        """Whether something is being answered, or an answer that is worth waiting for is still to come."""
        return self.answering > 0 or any(tunnel.waited_s < PATIENCE_S for tunnel in tuple(self.tunnels))

    def unanswered(self) -> tuple[str, ...]:
        """The hosts whose answer is still to come."""
        return tuple(sorted({tunnel.host for tunnel in tuple(self.tunnels) if tunnel.awaits_answer}))

    def fence_hosts(self) -> tuple[str, ...]:
        """The tracking hosts behind which a hit may still wait in the browser."""
        return tuple(sorted(self.track_hosts)) or (_track_host("na1"),)

    async def until(self, condition: Callable[[], bool], bound_s: float) -> None:
        """Wait until a condition holds that `changed` may make true, at most `bound_s`."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(bound_s):
                while not condition():
                    self.changed.clear()
                    await self.changed.wait()

    async def rest(self, bound_s: float) -> None:
        """Wait until nothing is under way, at most `bound_s`."""
        await self._calm(lambda now: math.inf if self.busy else self._opening_s(now), bound_s)

    async def hits_out(self, least_s: float, bound_s: float) -> None:
        """Wait `least_s`, then until no connection is being opened for a hit, at most `bound_s`."""
        due = asyncio.get_running_loop().time() + least_s
        await self._calm(lambda now: max(due - now, self._opening_s(now, only_for_hits=True)), bound_s)

    async def _calm(self, stir_s: Callable[[float], float], bound_s: float) -> None:
        """Wait while something stirs, at most `bound_s`; `stir_s` says how long it still may, 0 at rest."""
        loop = asyncio.get_running_loop()
        end = loop.time() + bound_s
        while (left := min(stir_s(loop.time()), end - loop.time())) > 0:
            self.changed.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await self.changed.wait()

    def _opening_s(self, now: float, *, only_for_hits: bool = False) -> float:
        self.opening = {number: each for number, each in self.opening.items() if each.until > now}
        waited = (each.until - now for each in self.opening.values() if each.for_hits or not only_for_hits)
        return max(waited, default=0.0)

    def _request(self, *, method: str, url: str, headers: tuple[tuple[str, str], ...], body: bytes) -> RawRequest:
        return RawRequest(
            method=method,
            url=url,
            headers=headers,
            body=body,
            context=self.token,
            arrival=next(ARRIVALS),
            arrived_at=datetime.now(UTC),
        )

    def _note_track_host(self, host: str) -> None:
        role = host_role(host)
        if role == "track":
            self.track_hosts.add(host)
        elif role in ("script", "banner"):
            self.track_hosts.add(_track_host(hublet_of(host) or "na1"))


def _track_host(hublet: str) -> str:
    return url_of("hit", hublet).split("/")[2]
