"""The relay's own host: a tapped context asks it who it is, and waits there without polling.

A wait is one request that is answered when its condition holds. The request goes through Playwright's public API, so
Playwright keeps running while a test waits, and a page.route of the test's own still works.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from typing import cast

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from harness.capture.hosts import CONTROL
from harness.capture.lane import ContextLane

__all__ = ["Control"]

REST_S = 1.0


class Control:
    """Answers `/token` with the context's token, `/rest` once nothing is under way, `/wait/NAME` once a condition
    holds; both at the latest when time is up.
    """

    def __init__(self) -> None:
        self._conditions: dict[str, tuple[Callable[[], bool], float]] = {}

    def expect(self, condition: Callable[[], bool], timeout_s: float) -> str:
        """The address that answers once `condition` holds, judged anew whenever the context's journal grows."""
        name = secrets.token_urlsafe(9)  # A page may ask as well, and must not guess it.
        self._conditions[name] = (condition, timeout_s)
        return f"{CONTROL}/wait/{name}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        lane = cast("ContextLane", scope["state"]["lane"])
        response = await self._answer(lane, Request(scope, receive))
        await response(scope, receive, send)

    async def _answer(self, lane: ContextLane, request: Request) -> Response:
        path = request.scope["path"]
        if path == "/token":
            return PlainTextResponse(lane.token)
        if path == "/rest":
            await lane.rest(REST_S)
            return PlainTextResponse("calm")
        waiting = self._conditions.pop(path.removeprefix("/wait/"), None)
        if waiting is None:
            return PlainTextResponse("the relay knows /token, /rest and /wait/NAME only", status_code=404)
        return PlainTextResponse("held" if await _holds(lane, *waiting) else "time is up")


async def _holds(lane: ContextLane, condition: Callable[[], bool], timeout_s: float) -> bool:
    loop = asyncio.get_running_loop()
    grown = asyncio.Event()

    def wake() -> None:
        loop.call_soon_threadsafe(grown.set)

    stop_listening = lane.journal.listen(wake)
    try:
        async with asyncio.timeout(timeout_s):
            while not condition():
                await grown.wait()
                grown.clear()
        return True
    except TimeoutError:
        return condition()
    finally:
        stop_listening()
