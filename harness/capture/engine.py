"""The relay and everything behind it, in a thread and an event loop of their own."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar, cast

from starlette.types import Receive, Scope, Send

from harness.capture.authority import own_authority
from harness.capture.collector import Collector
from harness.capture.control import Control
from harness.capture.desk import Desk
from harness.capture.forward import Forwarder
from harness.capture.lane import ContextLane
from harness.capture.relay import BACKLOG, Relay
from harness.capture.scripts import ScriptDesk
from harness.capture.upstream import Upstream
from harness.errors import CaptureError

__all__ = ["Engine"]

Result = TypeVar("Result")
STOP_S = 5.0
LOOPBACK = "127.0.0.1"


class Engine:
    """Runs one relay; `lanes` are the browser contexts that have a door, by token.

    It listens at `address`, an IPv4 address of this machine; off loopback it serves `guests` only.
    """

    _loop: asyncio.AbstractEventLoop
    _thread: threading.Thread

    def __init__(
        self, upstream: Upstream | None = None, *, address: str = LOOPBACK, guests: frozenset[str] = frozenset()
    ) -> None:
        self.address = address
        forward = Forwarder(upstream)
        collector = Collector(forward)
        self.authority = own_authority()
        self.control = Control()
        self.lanes: dict[str, ContextLane] = {}
        self._desk = Desk(
            {"collector": collector, "script": ScriptDesk(collector, forward), "stage": _stage, "control": self.control}
        )
        tls = self.authority.server_context()
        self._relay = Relay(answer=self._desk.answer, tls=tls, upstream=upstream, guests=guests)

    def start(self) -> None:
        """Start the thread."""
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(_unheard)
        self._thread = threading.Thread(target=self._loop.run_forever, name="hstrack-relay", daemon=True)
        self._thread.start()

    def open(self, lane: ContextLane) -> str:
        """Open a door for a context: the address of its proxy. Raises CaptureError when it cannot listen."""
        try:
            door = _listener(self.address)
        except OSError as error:
            fix = "allow loopback connections" if self.address == LOOPBACK else "name an address of this machine"
            raise CaptureError(f"the relay could not listen on {self.address}: {error}; {fix}") from None
        # Who connects waits in the backlog until the relay's thread gets to it; the test need not wait for that.
        asyncio.run_coroutine_threadsafe(self._relay.open(lane, door), self._loop)
        self.lanes[lane.token] = lane
        return f"http://{self.address}:{door.getsockname()[1]}"

    def close(self, lane: ContextLane) -> None:
        """Close a context's door."""
        self.lanes.pop(lane.token, None)
        asyncio.run_coroutine_threadsafe(self._relay.close(lane), self._loop)

    def stop(self) -> None:
        """End what is open, then the thread."""
        self._run(self._relay.stop())
        self._run(self._desk.stop())
        self._run(_hung_up())
        self._end()

    def _end(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(STOP_S)
        self._loop.close()

    def _run(self, work: Coroutine[None, None, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(STOP_S)


def _unheard(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Say nothing of connections that break off or find no room; asyncio would print a traceback, and tries again."""
    if not isinstance(context.get("exception"), OSError):
        loop.default_exception_handler(context)


def _listener(address: str) -> socket.socket:
    """A socket that listens at an address of this machine, at a port that the system chooses; raises OSError."""
    # With the protocol named: asyncio turns Nagle's delay, 40 ms for a small answer, off for no other sockets.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.bind((address, 0))
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


async def _hung_up() -> None:
    """Let connections end: the near end of a tunnel closes in one round of the loop, its far end in the next ones."""
    for _ in range(4):
        await asyncio.sleep(0)


async def _stage(scope: Scope, receive: Receive, send: Send) -> None:
    """The sample site of the context that asks."""
    lane = cast("ContextLane", scope["state"]["lane"])
    assert lane.stage  # noqa: S101 - the host table names stage hosts only where there is a stage
    await lane.stage(scope, receive, send)
