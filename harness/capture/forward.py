"""Fetches from the real host what a bridged connection asked for."""

from __future__ import annotations

import asyncio
import http.client
import ssl

from starlette.requests import Request
from starlette.responses import Response

from harness.capture.lane import ContextLane

__all__ = ["forward"]

ANSWER_TIMEOUT_S = 30.0
# The length and coding of the body are set anew; the rest speaks of one connection only.
NOT_FORWARDED = {"connection", "keep-alive", "transfer-encoding", "content-length", "proxy-authorization", "upgrade"}


async def forward(lane: ContextLane, request: Request) -> Response:
    """The real host's answer, or 502 with one sentence; the body is sent on as it came."""
    body = await request.body()
    try:
        return await asyncio.to_thread(_fetch, lane, request, body)
    except (OSError, http.client.HTTPException) as error:
        host = request.scope["state"]["host"]
        return Response(f"{host} cannot be reached: {error}", status_code=502, media_type="text/plain")


def _fetch(lane: ContextLane, request: Request, body: bytes) -> Response:
    scope = request.scope
    connection = _connection(lane, scope["state"]["host"], scope["state"]["port"], secure=scope["scheme"] == "https")
    query = scope["query_string"].decode("latin-1")
    target = scope["raw_path"].decode("latin-1") + (f"?{query}" if query else "")
    headers = {name: value for name, value in request.headers.items() if name not in NOT_FORWARDED}
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


def _connection(lane: ContextLane, host: str, port: int, *, secure: bool) -> http.client.HTTPConnection:
    address, at = lane.table.addresses.lookup(host, port)
    if not secure:
        return http.client.HTTPConnection(address, at, timeout=ANSWER_TIMEOUT_S)
    return _Secured(address, at, name=host)


class _Secured(http.client.HTTPSConnection):
    """A TLS connection to an address that is checked against the host's own name."""

    def __init__(self, address: str, port: int, *, name: str) -> None:
        super().__init__(address, port, timeout=ANSWER_TIMEOUT_S)
        self.name = name
        self.trust = ssl.create_default_context()

    def connect(self) -> None:
        http.client.HTTPConnection.connect(self)
        self.sock = self.trust.wrap_socket(self.sock, server_hostname=self.name)
