"""Bytes that pass through the relay untouched."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable
from typing import Protocol

from harness.capture.dial import check, dial
from harness.capture.head import LONGEST_HEAD, ProxyHead, close_after
from harness.capture.reach import Reach
from harness.capture.upstream import Upstream

__all__ = ["Tunnel", "open_tunnel"]

CONNECT_TIMEOUT_S = 20.0
# HTTP/2 acknowledges what it received; inside TLS such a frame is about 40 bytes, the shortest request is longer.
SMALL_TALK = 48


class Lane(Protocol):
    """What a tunnel needs of a browser context."""

    @property
    def tunnels(self) -> set[Tunnel]:
        """The open tunnels."""

    @property
    def changed(self) -> asyncio.Event:
        """Set when an answer came."""

    def spoke(self) -> None:
        """The browser sent something through a tunnel."""

    def took(self, size: int) -> bool:
        """Something came through a tunnel; whether more may."""


class Tunnel:
    """Two ends of one connection, and since when the server owes an answer.

    `spoke` is called when the client sent something, `changed` when an answer came; `took` says of so many bytes of it
    whether more may come.
    """

    def __init__(
        self,
        host: str,
        changed: Callable[[], None],
        spoke: Callable[[], None] = lambda: None,
        took: Callable[[int], bool] = lambda _: True,
    ) -> None:
        self.host = host
        self.changed = changed
        self.spoke = spoke
        self.took = took
        self._asked_at: float | None = None

    @property
    def awaits_answer(self) -> bool:
        """Whether the client spoke last."""
        return self._asked_at is not None

    @property
    def waited_s(self) -> float:
        """How long an answer has been owed; infinite when none is."""
        return math.inf if self._asked_at is None else time.monotonic() - self._asked_at

    def asked(self, size: int) -> None:
        """The client sent `size` bytes."""
        if size > SMALL_TALK:
            self.spoke()
            self._asked_at = self._asked_at or time.monotonic()

    def answered(self) -> None:
        """The server sent something, or one side hung up."""
        self._asked_at = None
        self.changed()


class _End(asyncio.Protocol):
    """One end: what it receives goes to the other, at the pace that the other can take."""

    def __init__(self, tunnel: Tunnel, *, from_client: bool) -> None:
        self.tunnel = tunnel
        self.from_client = from_client
        self.transport: asyncio.Transport | None = None
        self.other: _End | None = None
        self.early = bytearray()
        self.ended = False
        self.first: Callable[[bytes], bytes | None] | None = None
        self.on_early: Callable[[], None] = lambda: None
        self.on_lost: Callable[[], None] = lambda: None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - a stream connection has a stream transport
        self.transport = transport

    def hang_up(self) -> None:
        """Give up at once."""
        if self.transport:
            self.transport.abort()

    def join(self, other: _End) -> None:
        """From here on what arrives goes to `other`; so does what arrived before."""
        self.other = other
        if early := bytes(self.early):
            self.early.clear()
            self.data_received(early)
        if self.ended:
            self.eof_received()

    def data_received(self, data: bytes) -> None:
        if not self.other:
            self.early += data
            self.on_early()
            return
        if self.from_client:
            self.tunnel.asked(len(data))
        else:
            self.tunnel.answered()
            if not self.tunnel.took(len(data)):
                self.hang_up()
                return
        ready = self.first(data) if self.first else data
        if ready and self.other.transport:
            self.other.transport.write(ready)

    def eof_received(self) -> bool:
        """Pass the end on; once both sides have ended, both connections close."""
        self.ended = True
        if not self.other or not self.other.transport:
            self.on_early()
            return True
        if self.other.ended:
            self.other.transport.close()
        elif self.other.transport.can_write_eof():
            self.other.transport.write_eof()
        return not self.other.ended

    def pause_writing(self) -> None:
        if self.other and self.other.transport:
            self.other.transport.pause_reading()

    def resume_writing(self) -> None:
        if self.other and self.other.transport:
            self.other.transport.resume_reading()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        self.ended = True
        self.tunnel.answered()
        self.on_early()
        self.on_lost()
        if self.other and self.other.transport:
            self.other.transport.close()


async def open_tunnel(
    client: asyncio.Transport,
    lane: Lane,
    head: ProxyHead,
    address: tuple[str, int],
    rest: bytes,
    upstream: Upstream | None,
    reach: Reach | None = None,
) -> None:
    """Connect the client to an address and let the bytes flow both ways.

    Raises OSError when it cannot be reached, KeptOut when `reach` forbids it.

    A tunnel (CONNECT) passes untouched. A plain request is sent alone on its connection, because the next one on a
    proxy connection may be for another host. An upstream proxy gets it in a proxy's form: many grant no tunnel to
    port 80.
    """
    tunnel = Tunnel(head.host, lane.changed.set, lane.spoke, lane.took)
    near, far = _End(tunnel, from_client=True), _End(tunnel, from_client=False)
    via = upstream if upstream and upstream.serves(address[0]) else None
    try:
        async with asyncio.timeout(CONNECT_TIMEOUT_S):
            await _connect(far, address, via, reach, tunnelled=head.is_tunnel)
    except TimeoutError:
        far.hang_up()
        raise OSError(f"it did not answer in {CONNECT_TIMEOUT_S:g} s") from None
    except UnicodeError:
        far.hang_up()
        raise OSError("it is no name of a host") from None
    except BaseException:
        far.hang_up()
        raise
    near.transport = client
    near.on_lost = lambda: lane.tunnels.discard(tunnel)
    lane.tunnels.add(tunnel)
    client.set_protocol(near)
    assert far.transport  # noqa: S101 - connected above
    if head.is_tunnel:
        client.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
    else:
        far.first = _ResponseHead(far)
        far.transport.write(head.proxy_form(*address, via.credentials) if via else head.origin_form())
        tunnel.asked(len(rest) + SMALL_TALK + 1)
    if rest:
        far.transport.write(rest)
    near.join(far)
    far.join(near)
    client.resume_reading()


async def _connect(
    far: _End, address: tuple[str, int], via: Upstream | None, reach: Reach | None, *, tunnelled: bool
) -> None:
    if via is None:
        await dial(far, *address, reach)
        return
    await check(*address, reach)
    await dial(far, via.host, via.port, None)
    if tunnelled:
        assert far.transport  # noqa: S101 - connected above
        granted = _Granted(far)
        far.transport.write(via.connect_request(*address))
        await granted.answer


class _Granted:
    """Waits for the upstream proxy's answer to CONNECT; what comes behind it is the server's and stays."""

    def __init__(self, far: _End) -> None:
        self.far = far
        self.answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        far.on_early = self

    def __call__(self) -> None:
        head, found, rest = bytes(self.far.early).partition(b"\r\n\r\n")
        if self.answer.done():
            return
        status = head.split(b"\r\n", 1)[0]
        if found and status.split(b" ")[1:2] == [b"200"]:
            self.far.early[:] = rest
            self.answer.set_result(None)
        elif found:
            self.answer.set_exception(OSError(f"the upstream proxy answered {status[:200].decode('latin-1')!r}"))
        elif self.far.ended:
            self.answer.set_exception(OSError("the upstream proxy closed the connection"))


class _ResponseHead:
    """Turns the head of a plain response into one that ends the connection, then steps aside."""

    def __init__(self, end: _End) -> None:
        self.end = end
        self.received = b""

    def __call__(self, data: bytes) -> bytes | None:
        self.received += data
        head, found, body = self.received.partition(b"\r\n\r\n")
        if not found and len(self.received) < LONGEST_HEAD:
            return None
        if head.startswith((b"HTTP/1.1 100", b"HTTP/1.1 103")):
            self.received = b""
            return head + found + (self(body) or b"") if body else head + found
        self.end.first = None
        return close_after(head) + found + body
