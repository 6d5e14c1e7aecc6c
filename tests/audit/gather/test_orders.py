"""Orders of arrival, on a page of which a test says when it asks for what."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from harness.audit.gather.orders import ORDERS, Gate, Order

if TYPE_CHECKING:
    from harness.audit.gather.visitor import Visitor

SITE, HUBSPOT = "https://www.acme.test", "https://js.hs-scripts.com/4242.js"
BANNER = "https://js.hs-banner.com/v2/4242/banner.js"
ANALYTICS = "https://js.hs-analytics.net/analytics/1788000000000/4242.js"
APPLICATION = f"{SITE}/app.js"


@dataclass(frozen=True)
class Request:
    """What a page asks for."""

    url: str
    resource_type: str = "script"


@dataclass
class Page:
    """A page, its browser context and its visitor in one: `answered` lists what was let go, in order."""

    answered: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    handlers: dict[str, Callable[[Any], Any]] = field(default_factory=dict)

    @property
    def visitor(self) -> Visitor:
        """The visitor, whose page has no timers."""
        capture = SimpleNamespace(time=SimpleNamespace(run_steps=lambda _: _nothing()))
        return cast("Visitor", SimpleNamespace(context=self, capture=capture, doubts=self.doubts))

    def on(self, event: str, handler: Callable[[Any], Any]) -> None:
        """Keep what is told of requests."""
        self.handlers[event] = handler

    async def route(self, _pattern: str, handler: Callable[[Any], Awaitable[None]]) -> None:
        """Keep what stands in the way of requests."""
        self.handlers["route"] = handler

    async def ask(self, *urls: str, kind: str = "script") -> None:
        """Ask for all of these at once; return when they have arrived."""
        requests = [Request(url, kind) for url in urls]
        for request in requests:
            self.handlers["request"](request)
        await asyncio.gather(*map(self._answer, requests))

    async def _answer(self, request: Request) -> None:
        await self.handlers["route"](SimpleNamespace(request=request, continue_=self._continued(request.url)))
        self.handlers["requestfinished"](request)

    def _continued(self, url: str) -> Callable[[], Awaitable[None]]:
        async def continue_() -> None:
            self.answered.append(url)

        return continue_


def _nothing() -> Iterator[Any]:
    """Steps that need nothing of the browser."""
    yield from ()


async def others_go_on() -> None:
    """Let all else do what it can before it waits for something."""
    for _ in range(20):
        await asyncio.sleep(0)


def named(name: str) -> Order:
    """The order of that name."""
    return next(order for order in ORDERS if order.name == name)


async def visited(name: str, late: str, others: tuple[str, ...]) -> list[str]:
    """In which order things arrive on a page that takes its time before it asks for what is to be late."""
    page = Page()
    gate = Gate(page.visitor, named(name))
    await gate.install()
    releasing = asyncio.create_task(gate.release())
    await page.ask(f"{SITE}/", kind="document")
    await others_go_on()
    await page.ask(late, *others)
    await releasing
    assert page.doubts == []
    return page.answered


@pytest.mark.parametrize(
    ("name", "late", "others"),
    [
        pytest.param("slow-application", APPLICATION, (HUBSPOT, BANNER, ANALYTICS), id="the application"),
        pytest.param("slow-banner", BANNER, (ANALYTICS, APPLICATION), id="the banner"),
        pytest.param("slow-loader", HUBSPOT, (APPLICATION,), id="the tracking code"),
    ],
)
def test_what_is_to_be_late_comes_last_however_long_the_page_takes_to_ask_for_it(
    name: str, late: str, others: tuple[str, ...]
) -> None:
    with ThreadPoolExecutor(1) as pool:
        answered = pool.submit(asyncio.run, visited(name, late, others)).result()
    assert answered == [f"{SITE}/", *others, late]
