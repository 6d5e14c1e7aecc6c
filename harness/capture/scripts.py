"""Answers HubSpot's script hosts, from wherever the context takes its tracking code."""

from __future__ import annotations

from typing import cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from harness.capture.asked import url_of_request
from harness.capture.forward import Forwarder
from harness.capture.lane import ContextLane, ScriptAnswer
from harness.wire.endpoints import endpoint_of

__all__ = ["ScriptDesk"]


class ScriptDesk:
    """Serves scripts; a report to a script host (the banner sends some) goes to the collector."""

    def __init__(self, collector: ASGIApp, forward: Forwarder) -> None:
        self.collector = collector
        self.forward = forward

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        lane = cast("ContextLane", scope["state"]["lane"])
        request = Request(scope, receive)
        if endpoint_of(url_of_request(request)):
            await self.collector(scope, receive, send)
            return

        async def fetch(*, plain: bool = False) -> Response:
            return await self.forward(lane, request, await request.body(), plain=plain)

        response = await lane.source.answer(request, lane, fetch) or _unknown()
        lane.scripts.append(ScriptAnswer(url=url_of_request(request), status=response.status_code, body=response.body))
        await response(scope, receive, send)


def _unknown() -> Response:
    return Response("the stand-in tracker has no such script", status_code=404, media_type="text/plain")
