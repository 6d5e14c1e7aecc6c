"""Answers HubSpot's tracking hosts; every request becomes a RawRequest of the context that sent it."""

from __future__ import annotations

from typing import cast

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from harness.capture.asked import cross_origin, url_of_request
from harness.capture.forward import Forwarder, Unreached
from harness.capture.hosts import FENCE_PATH
from harness.capture.lane import ContextLane
from harness.wire.endpoints import endpoint_of, host_role

__all__ = ["Collector"]

# How long a fence is held back for an answer that is still to come, and for its companions of other transports.
HOLD_S = 1.0
COMPANIONS_S = 0.25
LARGEST_BODY = 16 * 1024 * 1024
GIF = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")


class Collector:
    """Keeps each tracking request and answers it as HubSpot would, so that the page notices nothing.

    What comes to the same hosts but is no hit (a form's definition, say) is answered by the context's source of
    tracking code. What that has not is fetched from the real host when the context is live, and is 404 otherwise.
    """

    def __init__(self, forward: Forwarder) -> None:
        self.forward = forward

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        lane = cast("ContextLane", scope["state"]["lane"])
        response = await self._answer(lane, request)
        response.headers.update(cross_origin(request))
        await response(scope, receive, send)

    async def _answer(self, lane: ContextLane, request: Request) -> Response:
        url, host = url_of_request(request), request.scope["state"]["host"]
        if request.scope["path"].startswith(FENCE_PATH):
            await _fence(lane, request)
            return _gif()
        if request.method == "OPTIONS":
            return Response(status_code=204)
        if endpoint_of(url) is None and host_role(host) != "track":
            return await self._configuration(lane, request)
        body = await _body(request)
        lane.arrived(method=request.method, url=url, headers=_headers(request), body=body)
        return await self._delivered(lane, request, body) if lane.deliver else _thanks(request)

    async def _configuration(self, lane: ContextLane, request: Request) -> Response:
        async def fetch(*, plain: bool = False) -> Response:
            return await self.forward(lane, request, await _body(request), plain=plain)

        answer = await lane.source.answer(request, lane, fetch)
        return answer or (await fetch() if lane.table.live else _unknown())

    async def _delivered(self, lane: ContextLane, request: Request, body: bytes) -> Response:
        answer = await self.forward(lane, request, body)
        if isinstance(answer, Unreached):
            lane.fault("request", f"a hit could not be delivered: {answer.told}", url=url_of_request(request))
        return answer


async def _fence(lane: ContextLane, request: Request) -> None:
    """Answer a fence only when nothing else is under way: whoever awaits it then knows that all has arrived."""
    number, companions = request.query_params.get("n", ""), request.query_params.get("of", "1")
    if companions != "1":
        lane.fences[number] = lane.fences.get(number, 0) + 1
        lane.changed.set()
        await lane.until(lambda: str(lane.fences.get(number)) == companions, COMPANIONS_S)
    await lane.rest(HOLD_S)


def _headers(request: Request) -> tuple[tuple[str, str], ...]:
    """The headers but for the relay's credentials, which Firefox repeats inside of the tunnel."""
    pairs = ((name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.raw)
    return tuple(pair for pair in pairs if pair[0] != "proxy-authorization")


async def _body(request: Request) -> bytes:
    """The body as far as it arrived: a page that unloads may cut it short."""
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) >= LARGEST_BODY:
                break
    except ClientDisconnect:
        pass
    return body[:LARGEST_BODY]


def _thanks(request: Request) -> Response:
    path = request.scope["path"]
    if "/collected-forms/v1/config" in path:
        return JSONResponse({"portalId": request.query_params.get("portalId"), "forms": []})
    if "/submissions/" in path:
        return JSONResponse({"inlineMessage": "Thanks for submitting the form."})
    return _gif() if path.endswith(".gif") or path == "/v1/event" else Response(status_code=204)


def _unknown() -> Response:
    return Response("this address counts nothing", status_code=404, media_type="text/plain")


def _gif() -> Response:
    return Response(GIF, media_type="image/gif", headers={"cache-control": "no-store"})
