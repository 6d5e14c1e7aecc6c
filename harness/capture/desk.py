"""Serves the connections that the relay does not pass on: each request goes to the collector, a script or the stage."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Mapping, MutableMapping
from typing import Any, cast
from urllib.parse import unquote

import uvicorn
from h11 import LocalProtocolError
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from harness.capture.hosts import FENCE_PATH, Bridged
from harness.capture.lane import ContextLane
from harness.capture.relay import Asked
from harness.wire.address import without_origin

__all__ = ["Desk", "OneWrite"]

# What a browser sends amiss is told by the journal or not at all; on a terminal a warning would be noise.
LOGGER = logging.getLogger(__name__)
LOGGER.setLevel(logging.ERROR)
LONGEST_REQUEST_HEAD = 8 * 1024 * 1024
# A browser may reuse a connection at the moment a server closes it, and a beacon lost that way is not sent again.
KEEP_ALIVE_S = 3600
# What a click sends is on its way when the document that it asks for would have come from a real server, and not when
# it comes from this machine; what needs a connection first may hold that document up for longer.
ROUND_TRIP_S = 0.03
HOLD_S = 1.0


class Desk:
    """An HTTP server without a socket: the relay hands it connections, `services` has an app for each role."""

    def __init__(self, services: Mapping[str, ASGIApp]) -> None:
        self.services = services
        self._state = ServerState()
        self._config = uvicorn.Config(
            self._serve,
            interface="asgi3",
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=KEEP_ALIVE_S,
            h11_max_incomplete_event_size=LONGEST_REQUEST_HEAD,
        )

    def answer(self, lane: ContextLane, bridged: Bridged, asked: Asked) -> asyncio.Protocol:
        """The protocol that serves one bridged connection."""
        state = {"lane": lane, "role": bridged.role, "host": asked.host, "port": asked.port, "opened": asked.connection}
        return _Connection(self._config, self._state, state)

    async def stop(self) -> None:
        """End the answers that are under way."""
        for task in tuple(self._state.tasks):
            task.cancel()
        await asyncio.gather(*self._state.tasks, return_exceptions=True)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        state = scope["state"]
        lane, serve = cast("ContextLane", state["lane"]), self.services[state["role"]]
        lane.taken(state["opened"])
        call = _as_origin(scope, receive, send)
        if state["role"] == "control" or call[0]["path"].startswith(FENCE_PATH):
            await serve(*call)
            return
        lane.requests += 1
        lane.answering += 1
        try:
            await serve(*call[:2], _after_hits(lane, call[2]) if _leaves(call[0]) else call[2])
        finally:
            lane.answering -= 1
            lane.changed.set()


def _leaves(scope: Scope) -> bool:
    """Whether a click (or the like) asks for this document; browsers say so on secure connections only."""
    return (b"sec-fetch-user", b"?1") in scope["headers"]


def _after_hits(lane: ContextLane, send: Send) -> Send:
    """Answer once the hits of the last document are out: a browser drops its images that wait for a connection."""

    async def held(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            await lane.hits_out(ROUND_TRIP_S, HOLD_S)
        await send(message)

    return held


class OneWrite:
    """A transport that writes head and body of an answer at once; each write is a record of TLS, and wakes the browser.

    What ends the connection goes through `close`, which writes what is left.
    """

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._loop = asyncio.get_running_loop()
        self._pieces: list[bytes] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Write this with what else is written in this turn of the loop."""
        if not self._pieces:
            self._loop.call_soon(self._flush)
        self._pieces.append(data)

    def close(self) -> None:
        """Write what is left, and end the connection."""
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        if self._pieces:
            self._transport.write(b"".join(self._pieces))
            self._pieces = []


class _Connection(H11Protocol):
    """One connection; what comes to the collector and is no HTTP is kept all the same."""

    newest = b""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.logger = LOGGER

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as h11_impl has it
        super().connection_made(cast("asyncio.Transport", OneWrite(transport)))

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        # Its timer runs on where a browser was killed, and keeps all that the context sent for an hour.
        self._unset_keepalive_if_required()

    def data_received(self, data: bytes) -> None:
        self.newest = data
        super().data_received(data)

    def send_400_response(self, msg: str) -> None:
        if self.app_state["role"] == "collector":
            target = self.newest.partition(b" ")[2].partition(b" ")[0].decode("latin-1")
            url = f"{self.scheme}://{self.app_state['host']}{target}"
            self.app_state["lane"].unreadable(url=url, received=self.newest)
        if self.cycle:
            self.cycle.disconnected = True
        with contextlib.suppress(LocalProtocolError):  # There is no room for an answer within or after the last one.
            super().send_400_response(msg)
        self.transport.close()


def _as_origin(scope: Scope, receive: Receive, send: Send) -> tuple[Scope, Receive, Send]:
    """The request as an origin server sees it: a plain request to a proxy has the whole address for a path.

    Such a connection ends with the answer, because the next request on it may be for a host that is not served here.
    """
    if not scope["path"].startswith("http://"):
        return scope, receive, send
    path = without_origin(scope["raw_path"].decode("latin-1"))
    plain = {**scope, "path": unquote(path), "raw_path": path.encode("latin-1")}

    async def send_and_close(message: dict[str, object]) -> None:
        if message["type"] == "http.response.start":
            headers = cast("list[tuple[bytes, bytes]]", message.get("headers", []))
            message = {**message, "headers": [*headers, (b"connection", b"close")]}
        await send(message)

    return plain, receive, cast("Send", send_and_close)
