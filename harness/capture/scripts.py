"""Answers HubSpot's script hosts: with the stand-in tracker, or with what the real host sends."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from harness.capture.forward import Forwarder
from harness.capture.lane import ContextLane
from harness.tracker.config import PortalConfig
from harness.tracker.render import Scripts, render
from harness.wire.endpoints import endpoint_of, hublet_of, portal_of_loader

__all__ = ["ScriptDesk"]

render_once = lru_cache(maxsize=64)(render)


class ScriptDesk:
    """Serves scripts; a report to a script host (the banner sends some) goes to the collector."""

    def __init__(self, collector: ASGIApp, forward: Forwarder) -> None:
        self.collector = collector
        self.forward = forward

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        lane = cast("ContextLane", scope["state"]["lane"])
        request = Request(scope, receive)
        url = f"https://{scope['state']['host']}{scope['path']}"
        if endpoint_of(url):
            await self.collector(scope, receive, send)
            return
        if lane.table.scripts == "live":
            response = await self.forward(lane, request, await request.body())
        else:
            response = _standin(lane.portal, url)
        await response(scope, receive, send)


def _standin(portal: PortalConfig, url: str) -> Response:
    # The address of the collected-forms script is the same for all portals.
    portal_id = portal.portal_id if url.endswith("/collectedforms.js") else portal_of_loader(url)
    text = _script(url, portal, portal_id) if portal_id else None
    if text is None:
        return Response("the stand-in tracker has no such script", status_code=404, media_type="text/plain")
    headers = {"cache-control": "no-store", "access-control-allow-origin": "*"}
    return Response(text, media_type="text/javascript", headers=headers)


def _script(url: str, portal: PortalConfig, portal_id: int) -> str | None:
    host = url.split("/")[2]
    config = msgspec.structs.replace(portal, portal_id=portal_id, hublet=hublet_of(host))
    scripts: Scripts = render_once(config)
    by_domain = {
        ".hs-scripts.com": scripts.loader,
        ".hs-analytics.net": scripts.analytics,
        ".hs-banner.com": scripts.banner,
        ".hscollectedforms.net": scripts.forms,
    }
    return next((text for domain, text in by_domain.items() if host.endswith(domain)), None)
