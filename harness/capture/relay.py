"""The loopback CONNECT relay: every connection of a tapped browser context passes here.

One relay per process, in the event loop that runs it. Each context has a door of its own, a loopback port, and its host
table says what is answered here, what passes through untouched and what is refused.

A door has no password: with proxy credentials Playwright intercepts every request of the context, which disables the
cache, slows pages down and loses hits that are sent on a click which leaves the page. Instead, a client of another user
of this machine is turned away.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import socket
import ssl
import weakref
from collections.abc import Callable, Coroutine
from dataclasses import dataclass

from harness.capture.head import LONGEST_HEAD, HeadError, ProxyHead, read_head
from harness.capture.hosts import Bridged, Direct, Refused
from harness.capture.lane import ContextLane
from harness.capture.peers import is_own_process
from harness.capture.reach import KeptOut
from harness.capture.tunnel import open_tunnel
from harness.capture.upstream import Upstream

__all__ = ["BACKLOG", "Asked", "Relay"]

BACKLOG = 1024
CONNECTIONS = itertools.count(1)
ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Asked:
    """The host and port that a browser asked a connection for, and the connection's number."""

    host: str
    port: int
    connection: int


class Relay:
    """Accepts proxy connections and takes each to its place.

    `answer` makes the protocol that serves a bridged connection, which gets the lane, the target and what the browser
    asked for. Where there are `guests`, addresses of other machines, clients from there are served and no others.
    """

    def __init__(
        self,
        *,
        answer: Callable[[ContextLane, Bridged, Asked], asyncio.Protocol],
        tls: ssl.SSLContext,
        upstream: Upstream | None = None,
        guests: frozenset[str] = frozenset(),
    ) -> None:
        self.answer = answer
        self.guests = guests
        self.tls = tls
        self.upstream = upstream
        self.tasks: set[asyncio.Task[None]] = set()
        self.transports: weakref.WeakSet[asyncio.Transport] = weakref.WeakSet()
        self._doors: dict[ContextLane, asyncio.Server] = {}

    async def open(self, lane: ContextLane, door: socket.socket) -> None:
        """Open a door for a context: a loopback socket that listens already."""
        made = asyncio.get_running_loop().create_server(
            lambda: _Doorway(self, lane), sock=door, backlog=BACKLOG, start_serving=False
        )
        self._doors[lane] = server = await made
        await server.start_serving()

    async def close(self, lane: ContextLane) -> None:
        """Close a context's door; what is open stays open."""
        if door := self._doors.pop(lane, None):
            await _accepted(door)
            door.close()

    async def stop(self) -> None:
        """Stop listening and end what is still open."""
        for lane in tuple(self._doors):
            await self.close(lane)
        await asyncio.sleep(0)  # What was accepted last becomes a connection.
        for transport in tuple(self.transports):
            transport.abort()
        for task in tuple(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


async def _accepted(door: asyncio.Server) -> None:
    """Accept no more, and let in who was accepted: asyncio drops them, open, when the server closes in that moment.

    It is a known fault (python/cpython#109564). The loop of Windows has neither it nor readers.
    """
    loop = asyncio.get_running_loop()
    with contextlib.suppress(NotImplementedError):
        for listening in door.sockets:
            loop.remove_reader(listening)
    await asyncio.sleep(0)


class _Doorway(asyncio.Protocol):
    """Reads the head of one connection and hands the connection over."""

    def __init__(self, relay: Relay, lane: ContextLane) -> None:
        self.relay = relay
        self.lane = lane
        self.received = bytearray()
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - a stream server makes stream transports
        self.transport = transport
        self.relay.transports.add(transport)
        if not self._is_welcome(transport):
            self._reply(403, "this relay serves the user who started it")

    def _is_welcome(self, transport: asyncio.Transport) -> bool:
        client, door = (transport.get_extra_info(end) for end in ("peername", "sockname"))
        return client[0] in self.relay.guests if self.relay.guests else is_own_process(client[1], door[1])

    def data_received(self, data: bytes) -> None:
        searched = max(0, len(self.received) - 3)
        self.received += data
        end = self.received.find(b"\r\n\r\n", searched)
        if end >= 0:
            self._head_complete(end + 4)
        elif len(self.received) > LONGEST_HEAD:
            self._reply(431, f"the request head is longer than {LONGEST_HEAD} bytes")

    def _head_complete(self, length: int) -> None:
        text, rest = bytes(self.received[:length]), bytes(self.received[length:])
        self.received.clear()
        try:
            head = read_head(text)
        except HeadError as error:
            self._reply(400, str(error))
            return
        self._admit(self.lane, head, rest)

    def _admit(self, lane: ContextLane, head: ProxyHead, rest: bytes) -> None:
        match lane.target(head.host, head.port):
            case Refused(reason):
                self._refuse(lane, head, reason)
            case Bridged() as bridged:
                self._start(self._bridge(lane, bridged, head, rest))
            case Direct(host, port):
                self._start(self._pass_through(lane, head, host, port, rest))

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self.relay.tasks.add(task)
        task.add_done_callback(self.relay.tasks.discard)

    async def _bridge(self, lane: ContextLane, bridged: Bridged, head: ProxyHead, rest: bytes) -> None:
        connection = next(CONNECTIONS)
        protocol = self.relay.answer(lane, bridged, Asked(head.host, head.port, connection))
        lane.opens(connection, for_hits=bridged.role == "collector")
        try:
            await self._open(protocol, head, rest)
        finally:
            lane.opened(connection)

    async def _open(self, protocol: asyncio.Protocol, head: ProxyHead, rest: bytes) -> None:
        transport = self.transport
        assert transport  # noqa: S101 - set by connection_made
        if not head.is_tunnel:
            _hand_over(transport, protocol, b"\r\n".join([*head.lines, b"", b""]) + rest)
            return
        transport.pause_reading()
        transport.write(ESTABLISHED)
        if head.port == 80:
            _hand_over(transport, protocol, rest)
            transport.resume_reading()
            return
        await self._secure(transport, protocol)

    async def _secure(self, transport: asyncio.Transport, protocol: asyncio.Protocol) -> None:
        early = _Early()
        loop = asyncio.get_running_loop()
        with contextlib.suppress(OSError):  # A browser that gives up during the handshake sent nothing.
            secured = await loop.start_tls(transport, early, self.relay.tls, server_side=True)
            if secured is not None:
                _hand_over(secured, protocol, bytes(early.received))
                if early.lost:
                    protocol.connection_lost(None)

    async def _pass_through(self, lane: ContextLane, head: ProxyHead, host: str, port: int, rest: bytes) -> None:
        transport = self.transport
        assert transport  # noqa: S101 - set by connection_made
        transport.pause_reading()
        try:
            await open_tunnel(transport, lane, head, (host, port), rest, self.relay.upstream, lane.table.reach)
        except KeptOut as kept_out:
            self._refuse(lane, head, str(kept_out))
        except OSError as error:
            self._reply(502, f"{head.host}:{head.port} cannot be reached: {error.strerror or error}")

    def _refuse(self, lane: ContextLane, head: ProxyHead, reason: str) -> None:
        lane.refused(head.host, head.port, reason)
        self._reply(403, reason)

    def _reply(self, status: int, reason: str) -> None:
        assert self.transport  # noqa: S101 - set by connection_made
        body = reason.encode("utf-8", "replace")
        head = f"HTTP/1.1 {status} hstrack\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}\r\n"
        self.transport.write(head.encode() + b"Connection: close\r\n\r\n" + body)
        self.transport.close()


class _Early(asyncio.Protocol):
    """Keeps what arrives in the moment between the end of the handshake and the handing over."""

    def __init__(self) -> None:
        self.received = bytearray()
        self.lost = False

    def data_received(self, data: bytes) -> None:
        self.received += data

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        self.lost = True


def _hand_over(transport: asyncio.Transport, protocol: asyncio.Protocol, received: bytes) -> None:
    transport.set_protocol(protocol)
    protocol.connection_made(transport)
    if received:
        protocol.data_received(received)
