"""Fetches from the real host what a bridged connection asked for."""

from __future__ import annotations

import asyncio
import http.client
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from harness.capture.upstream import Upstream

if TYPE_CHECKING:
    from harness.capture.lane import ContextLane

__all__ = ["Forwarder", "Unreached"]

ANSWER_TIMEOUT_S = 30.0
# The length and coding of the body are set anew; the rest speaks of one connection only.
NOT_FORWARDED = {
    "connection",
    "keep-alive",
    "transfer-encoding",
    "content-length",
    "proxy-authorization",
    "proxy-connection",
    "upgrade",
}


class Unreached(Response):
    """The answer in place of a host that cannot be reached; `told` is the sentence on it."""

    def __init__(self, told: str) -> None:
        super().__init__(told.encode("utf-8", "replace"), status_code=502, media_type="text/plain")
        self.told = told


@dataclass(frozen=True, slots=True)
class Forwarder:
    """Asks real hosts, through the proxy of the user's own network where there is one."""

    upstream: Upstream | None = None

    async def __call__(self, lane: ContextLane, request: Request, body: bytes, *, plain: bool = False) -> Response:
        """The real host's answer, or `Unreached`; body and answer pass as they came.

        `plain` asks for an answer that is not compressed, whatever the browser has asked for.
        """
        try:
            return await asyncio.to_thread(self._fetch, lane, request, body, plain)
        except (OSError, ValueError, http.client.HTTPException) as error:
            return Unreached(f"{request.scope['state']['host']} cannot be reached: {error}")

    def _fetch(self, lane: ContextLane, request: Request, body: bytes, plain: bool) -> Response:
        scope = request.scope
        query = scope["query_string"].decode("latin-1")
        target = scope["raw_path"].decode("latin-1") + (f"?{query}" if query else "")
        headers = {name: value for name, value in request.headers.items() if name not in NOT_FORWARDED}
        if plain:
            headers["accept-encoding"] = "identity"
        connection = self._connection(lane, scope["state"]["host"], scope["state"]["port"], scope["scheme"])
        try:
            connection.request(request.method, target, body=body or None, headers=headers)
            answer = connection.getresponse()
            response = Response(answer.read(), status_code=answer.status)
            response.raw_headers.extend(
                (name.lower().encode("latin-1"), value.encode("latin-1"))
                for name, value in answer.getheaders()
                if name.lower() not in NOT_FORWARDED
            )
            return response
        finally:
            connection.close()

    def _connection(self, lane: ContextLane, host: str, port: int, scheme: str) -> http.client.HTTPConnection:
        place = lane.table.addresses.lookup(host, port)
        via = self.upstream if self.upstream and self.upstream.serves(place[0]) else None
        first = (via.host, via.port) if via else place
        connection = _Secured(*first, name=host) if scheme == "https" else _plain(*first)
        if via:
            connection.set_tunnel(*place, headers=via.authorization())
        return connection


def _plain(address: str, port: int) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(address, port, timeout=ANSWER_TIMEOUT_S)


class _Secured(http.client.HTTPSConnection):
    """A TLS connection to an address that is checked against the host's own name."""

    def __init__(self, address: str, port: int, *, name: str) -> None:
        super().__init__(address, port, timeout=ANSWER_TIMEOUT_S)
        self.name = name
        self.trust = ssl.create_default_context()

    def connect(self) -> None:
        http.client.HTTPConnection.connect(self)
        self.sock = self.trust.wrap_socket(self.sock, server_hostname=self.name)
