"""How often a negative verdict is wrong, and what it costs: `python -m benchmarks.settle --rounds 200`.

A page arms a second hit that is sent after 0 to 5000 ms by image, beacon or keepalive fetch, and the test asks at once
whether a hit was sent. `no` is a miss. Beside the harness stand the ways in use today, on a bare context of the same
browser and with the same page: `networkidle`, fixed sleeps and `expect_request`, in fewer rounds because they are slow.
Ten rounds share a context of the harness, as the questions of a test do: 180 of them, each with a hit.

Exit status 1 when the harness misses one, or when its median verdict takes longer than 25 ms.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import get_args

from playwright.async_api import Browser, Page
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from benchmarks._ground import bare_server, launched
from benchmarks._result import Figure, Subject
from benchmarks.capture import BareCollector
from harness.capture.tap import Surroundings
from harness.hubspot import AsyncHubspot, AsyncTap
from harness.stage.places import Engine
from harness.stage.site import Host, Site

DELAYS_MS = (0, 1, 50, 400, 1500, 5000)
TRANSPORTS = ("image", "beacon", "fetch")
SLEEPS_S = (0.3, 1.0, 2.5)
REQUEST_TIMEOUT_MS = 300
MEDIAN_MS = 25.0
NAMES = itertools.count()
ROUNDS_OF_A_CONTEXT = 10
START = "https://www.acme.test/"
PAGE = """<!doctype html><title>late</title><script>
function arm(host, id, delay, transport) {
  const url = `${host}/__ptq.gif?k=1&a=4242&v=1.1&n=${id}`;
  const send = {
    image: () => { new Image().src = url; },
    beacon: () => navigator.sendBeacon(url),
    fetch: () => fetch(url, { mode: "no-cors", keepalive: true }),
  }[transport];
  setTimeout(send, delay);
}
</script>"""

Verdict = Callable[[Page, str], Awaitable[bool]]


@dataclass(slots=True)
class Tally:
    """How often one way of asking was asked and was wrong, by delay, and how long it took."""

    asked: dict[int, int] = field(default_factory=dict)
    missed: dict[int, int] = field(default_factory=dict)
    times_ms: list[float] = field(default_factory=list)

    def right(self, delay: int) -> float:
        """The share of verdicts that were right."""
        return 1 - self.missed.get(delay, 0) / self.asked[delay]


async def ask(page: Page, host: str, rounds: int, verdict: Verdict, tally: Tally) -> None:
    """Arm a hit and ask at once, for each delay and transport in turns; the first question warms up."""
    await page.evaluate("([host]) => arm(host, 'warm', 0, 'image')", [host])
    await verdict(page, "warm")
    for _ in range(rounds):
        for delay in DELAYS_MS:
            for transport in TRANSPORTS:
                name = f"{next(NAMES)}-{delay}-{transport}"
                await page.evaluate("([...all]) => arm(...all)", [host, name, delay, transport])
                begun = perf_counter()
                seen = await verdict(page, name)
                tally.times_ms.append((perf_counter() - begun) * 1000)
                tally.asked[delay] = tally.asked.get(delay, 0) + 1
                tally.missed[delay] = tally.missed.get(delay, 0) + (not seen)


async def with_harness(browser: Browser, rounds: int) -> Tally:
    """The harness: settle, then look."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "index.html").write_text(PAGE)
        site = Site(title="late", start=START, host=(Host(name="www.acme.test"),), folder=Path(folder))
        async with AsyncTap(Surroundings(site=site)) as tap:
            for begun in range(0, rounds, ROUNDS_OF_A_CONTEXT):
                await _in_a_context(browser, tap, min(ROUNDS_OF_A_CONTEXT, rounds - begun), tally)
    return tally


async def _in_a_context(browser: Browser, tap: AsyncTap, rounds: int, tally: Tally) -> None:
    context = await browser.new_context(**tap.context_args())
    hubspot = await tap.attach(context)
    page = await context.new_page()
    await page.goto(START)
    await ask(page, "https://track.hubspot.com", rounds, lambda _, name: _settled(hubspot, name), tally)
    await context.close()


async def _settled(hubspot: AsyncHubspot, name: str) -> bool:
    await hubspot.settle()
    return any(hit.request and hit.request.url.endswith(f"n={name}") for hit in hubspot.timeline.hits[-3:])


@asynccontextmanager
async def bare_page(browser: Browser) -> AsyncIterator[tuple[Page, str, list[str]]]:
    """A page of a bare context, the origin of its server, and the addresses that its request event told."""
    with bare_server(BarePages()) as origin:
        page = await browser.new_page(ignore_https_errors=True)
        told: list[str] = []
        page.on("request", lambda request: told.append(request.url))
        await page.goto(origin)
        yield page, origin, told
        await page.close()


class BarePages(BareCollector):
    """The same page, and a server for its hits."""

    page = PAGE


async def with_others(browser: Browser, rounds: int, sleeps: Sequence[float]) -> dict[str, Tally]:
    """The ways in use today."""

    def asked(told: list[str], wait: Callable[[Page], Awaitable[object]]) -> Verdict:
        async def verdict(page: Page, name: str) -> bool:
            await wait(page)
            return any(url.endswith(f"n={name}") for url in told)

        return verdict

    async def request(page: Page, name: str) -> bool:
        try:
            async with page.expect_request(f"**n={name}", timeout=REQUEST_TIMEOUT_MS):
                return True
        except PlaywrightTimeoutError:
            return False

    ways: dict[str, Callable[[list[str]], Verdict]] = {
        "networkidle": lambda told: asked(told, lambda page: page.wait_for_load_state("networkidle")),
        f"expect_request, {REQUEST_TIMEOUT_MS} ms": lambda _: request,
        **{
            f"sleep of {seconds} s": lambda told, ms=seconds * 1000: asked(told, lambda page: page.wait_for_timeout(ms))  # type: ignore[misc]  # bound
            for seconds in sleeps
        },
    }
    tallies = {name: Tally() for name in ways}
    async with bare_page(browser) as (page, origin, told):
        for name, way in ways.items():
            await ask(page, origin, rounds, way(told), tallies[name])
    return tallies


async def subject(rounds: int, other_rounds: int, engine: Engine, sleeps: Sequence[float] = SLEEPS_S) -> Subject:
    """The harness beside the ways in use today."""
    async with launched(engine) as browser:
        own = await with_harness(browser, rounds)
        others = await with_others(browser, other_rounds, sleeps)
        version = browser.version
    right = [
        Figure(
            what=f"right, hit after {delay} ms",
            unit="",
            own=own.right(delay),
            peers={name: tally.right(delay) for name, tally in others.items()},
            wanted=1.0,
            more_is_better=True,
        )
        for delay in DELAYS_MS
    ]
    verdict = Figure(
        what="median verdict",
        unit="ms",
        own=median(own.times_ms),
        peers={name: median(tally.times_ms) for name, tally in others.items()},
        wanted=MEDIAN_MS,
        why="a way that asks nothing is quicker, and wrong; next is to spare the second look where no timer was armed",
    )
    asked = f"{rounds * len(TRANSPORTS)} of the harness and {other_rounds * len(TRANSPORTS)} of each other"
    remarks = (
        f"{engine.title()} {version}; a page that sends a hit later is asked at once whether one was sent.",
        f"Told is the share of right answers, of {asked} for each delay.",
        "There is no floor: bare Playwright has no such question, and what people do instead stands beside.",
    )
    return Subject(title="Settling", remarks=remarks, figures=(*right, verdict))


def measure(*, quick: bool) -> Subject:
    """For the page of all benchmarks."""
    return asyncio.run(subject(20, 1, "chromium", SLEEPS_S[:2]) if quick else subject(200, 2, "chromium"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--other-rounds", type=int, default=2)
    parser.add_argument("--browser", choices=get_args(Engine), default="chromium")
    given = parser.parse_args()
    sys.exit(asyncio.run(subject(given.rounds, given.other_rounds, given.browser)).print())
