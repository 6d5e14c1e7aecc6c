"""Orders in which what a page asks for may arrive: something is held back at the browser until all else has come."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from harness.capture.hosts import FENCE_PATH
from harness.capture.platforms import PLATFORMS
from harness.capture.steps import run_async
from harness.errors import CaptureError
from harness.wire.address import host_of
from harness.wire.endpoints import host_role

if TYPE_CHECKING:
    from playwright.async_api import Request, Route

    from harness.audit.gather.visitor import Visitor

__all__ = ["AS_IT_COMES", "BLOCKED", "ORDERS", "Gate", "Order"]

SLOW_S = 3.0
"""By the page's own clock: how much later what is slow arrives."""

HOLD_S = 10.0
CALM_ROUNDS = 3
EARLY = "what was to be late could not be held back until all else had come"
ANALYTICS = ".hs-analytics.net"
CODE = {"script", "fetch", "xhr"}
BANNER_HOSTS = tuple(host for platform in PLATFORMS for host in platform.hosts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order of arrival: which requests come last; with `blocked` they never come."""

    name: str
    late: Callable[[Request], bool]
    blocked: bool = False


def _is_banner(request: Request) -> bool:
    host = host_of(request.url)
    return host_role(host) == "banner" or any(host == each or host.endswith(f".{each}") for each in BANNER_HOSTS)


def _is_loader(request: Request) -> bool:
    return host_role(host_of(request.url)) == "script" and not _is_banner(request)


def _is_application(request: Request) -> bool:
    return request.resource_type in CODE and host_role(host_of(request.url)) is None and not _is_banner(request)


def _is_tracker(request: Request) -> bool:
    is_hit = host_role(host_of(request.url)) in ("track", "forms") and FENCE_PATH not in request.url
    return is_hit or _is_loader(request)


AS_IT_COMES = "as-it-comes"
BLOCKED = Order(name="blocked-tracker", late=_is_tracker, blocked=True)
ORDERS = (
    Order(name="slow-loader", late=_is_loader),
    Order(name="slow-banner", late=_is_banner),
    Order(name="slow-application", late=_is_application),
    BLOCKED,
)


class Gate:
    """Holds back the late requests of one visitor; `held` counts them.

    They are let go once everything else has arrived and the page has lived on for three seconds of its own time, which
    are run at once. Ten seconds in real time after the first of them they are let go in any case, for what comes first
    may wait for what comes last; then a doubt says so.
    """

    def __init__(self, visitor: Visitor, order: Order) -> None:
        self.held = 0
        self._visitor = visitor
        self._order = order
        self._holding = asyncio.Event()
        self._open = asyncio.Event()
        self._calm = asyncio.Event()
        self._pending: set[Request] = set()
        self._asked_for = 0
        self._awaited = False

    async def install(self) -> None:
        """Stand in the way of each request from now on."""
        context = self._visitor.context
        context.on("request", self._asked)
        context.on("requestfinished", self._over)
        context.on("requestfailed", self._over)
        await context.route("**/*", self._pass)

    async def release(self) -> None:
        """Let go what is held, when its time has come."""
        try:
            # A document that has just arrived has asked for nothing yet, and is as calm as one that has all it needs.
            await self._holding.wait()
            async with asyncio.timeout(HOLD_S):
                await self._all_else()
        except (TimeoutError, PlaywrightError, CaptureError):
            if self.held and not self._order.blocked:
                self._visitor.doubts.append(EARLY)
        finally:
            self._open.set()

    async def _all_else(self) -> None:
        """Wait until nothing more comes of what has come: a script may ask for another a moment after it arrived.

        The tracking code may begin its work only when the document is complete, so it is enough that it is there.
        """
        calm_rounds = 0
        while calm_rounds < CALM_ROUNDS:
            await self._calm.wait()
            asked = self._asked_for
            await run_async(self._visitor.capture.time.run_steps(SLOW_S))
            calm_rounds = calm_rounds + 1 if asked == self._asked_for and not self._awaited else 0

    async def _pass(self, route: Route) -> None:
        late = self._order.late(route.request)
        self.held += late
        with suppress(PlaywrightError):
            if late and self._order.blocked:
                await route.abort()
                return
            if late:
                self._over(route.request)
                self._holding.set()
                await self._open.wait()
            await route.continue_()

    def _asked(self, request: Request) -> None:
        self._asked_for += 1
        if not self._order.late(request):
            self._pending.add(request)
            if _is_loader(request):
                self._awaited = True
            self._calm.clear()

    def _over(self, request: Request) -> None:
        self._pending.discard(request)
        if host_of(request.url).endswith(ANALYTICS):
            self._awaited = False
        if not self._pending:
            self._calm.set()
