"""What the relay costs a page: `python -m benchmarks.overhead --pages 200`.

The same pages (a document with a style sheet, scripts and images, from a server of this machine over TLS) are loaded
by a bare Playwright context, by a tapped one, and by one whose requests all go through `context.route`, in turns. Also
measured: what the fixture adds to a test, that is making the context, listening to it and closing it, beside making and
closing a bare one.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable
from statistics import median
from time import perf_counter
from typing import get_args

from playwright.async_api import Browser, Page, Route
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from benchmarks._ground import launched, server_apart
from benchmarks._result import Figure, Subject
from harness.capture.collector import GIF
from harness.capture.tap import Surroundings
from harness.hubspot import AsyncTap
from harness.stage.places import Engine

MOST = 1.05
MOST_PER_TEST_MS = 10.0
WARM_UP = 10
HEAD = "".join(f'<script src="/{number}.js"></script>' for number in range(6))
IMAGES = "".join(f'<img src="/{number}.gif">' for number in range(12))
PAGE = f'<!doctype html><title>page</title><link rel=stylesheet href="/style.css">{HEAD}<p>text</p>{IMAGES}'
SCRIPT = "window.total = (window.total || 0) + 1;\n" * 500
STYLE = "p { color: #333; }\n" * 500


async def pages(scope: Scope, receive: Receive, send: Send) -> None:
    """The pages and what they are made of."""
    path = Request(scope, receive).url.path
    kinds = {"js": (SCRIPT, "text/javascript"), "css": (STYLE, "text/css"), "gif": (GIF, "image/gif")}
    body, kind = kinds.get(path.rpartition(".")[2], (PAGE, "text/html"))
    await Response(body, media_type=kind, headers={"cache-control": "no-store"})(scope, receive, send)


async def timed(work: Callable[[], Awaitable[object]]) -> float:
    """How long it takes, in milliseconds."""
    begun = perf_counter()
    await work()
    return (perf_counter() - begun) * 1000


async def in_turns(rounds: int, *works: Callable[[int], Awaitable[object]]) -> list[list[float]]:
    """The times of each work, taken in turns; the first rounds are not counted."""
    times: list[list[float]] = [[] for _ in works]
    for number in range(rounds + WARM_UP):
        for work, kept in zip(works, times, strict=True):
            taken = await timed(lambda work=work, number=number: work(number))  # type: ignore[misc]  # called at once
            kept += [taken] if number >= WARM_UP else []
    return times


async def subject(rounds: int, engine: Engine) -> Subject:
    """The relay beside bare Playwright and `context.route`."""
    async with launched(engine) as browser, AsyncTap(Surroundings(live=True)) as tap:
        bare, tapped, routed = await page_loads(browser, tap, rounds)
        lives = [median(times) for times in await context_lives(browser, tap, rounds // 2)]
        version = browser.version
    # Pairs, for the machine's speed changes from one second to the next.
    ratio = median(b / a for a, b in zip(bare, tapped, strict=True))
    load = Figure(
        what="page load",
        unit="ms",
        own=ratio * median(bare),
        floor=median(bare),
        peers={"`context.route`": median(routed)},
        wanted=MOST * median(bare),
        why="each request crosses one more socket; next is to hand sockets over in the kernel",
    )
    life = Figure(
        what="context made and closed",
        unit="ms",
        own=lives[1],
        floor=lives[0],
        wanted=lives[0] + MOST_PER_TEST_MS,
        why="a port is opened, a script added and a binding exposed; next is to do so while the browser works",
    )
    remarks = (
        f"{engine.title()} {version}; {rounds} pages of 20 requests, over TLS, from a server of this machine.",
        "The harness's page load is the floor times the median ratio of pairs loaded one after the other.",
    )
    return Subject(title="Relay", remarks=remarks, figures=(load, life))


def measure(*, quick: bool) -> Subject:
    """For the page of all benchmarks."""
    return asyncio.run(subject(50 if quick else 200, "chromium"))


async def page_loads(browser: Browser, tap: AsyncTap, rounds: int) -> list[list[float]]:
    """The times of loading pages, bare, tapped and routed."""
    with server_apart(pages) as origin:
        bare = await (await browser.new_context(ignore_https_errors=True)).new_page()
        context = await browser.new_context(**tap.context_args())
        await tap.attach(context)
        tapped = await context.new_page()
        routed = await (await browser.new_context(ignore_https_errors=True)).new_page()
        await routed.context.route("**/*", pass_on)

        def load(page: Page) -> Callable[[int], Awaitable[object]]:
            return lambda number: page.goto(f"{origin}/{number}")

        times = await in_turns(rounds, load(bare), load(tapped), load(routed))
        for each in (bare, tapped, routed):
            await each.context.close()
    return times


async def pass_on(route: Route) -> None:
    """What `context.route` has to do at the least."""
    await route.continue_()


async def context_lives(browser: Browser, tap: AsyncTap, rounds: int) -> list[list[float]]:
    """The times of making and closing a context with a page, bare and tapped as the fixture does it."""

    async def bare(_: int) -> None:
        context = await browser.new_context()
        await context.new_page()
        await context.close()

    async def tapped(_: int) -> None:
        args = tap.context_args()
        context = await browser.new_context(**args)
        await tap.listen(context, args)
        await context.new_page()
        await context.close()

    return await in_turns(rounds, bare, tapped)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--browser", choices=get_args(Engine), default="chromium")
    given = parser.parse_args()
    sys.exit(asyncio.run(subject(given.pages, given.browser)).print())
