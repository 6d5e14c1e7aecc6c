"""How complete the capture is: `python -m benchmarks.capture --rounds 1000 --browser chromium`.

In each round a page sends nine hits: by image, beacon and keepalive fetch; during the visit, on a click that leaves the
page, and while it unloads. Four contexts of one browser do so at the same time. The same rounds run three times:

- through the tap, with a canary where HubSpot would be: what came, what was lost, what leaked, and whose it was;
- against a bare server in the place of HubSpot: the floor, for what a page fires while it unloads may never leave the
  browser;
- against the bare server with `context.route` as the catcher: what it sees, and what leaves for the real server.

Exit status 1 when a hit of the visit or of a click was lost, when fewer unload hits came than the bare server got
(within what chance allows), or when one leaked or was given to the wrong context.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import get_args
from urllib.parse import parse_qs, urlsplit

from playwright.async_api import Browser, BrowserContext, Route
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from benchmarks._ground import Canary, bare_server, launched
from benchmarks._result import Figure, Subject
from harness.capture.collector import GIF
from harness.capture.tap import Surroundings
from harness.hubspot import AsyncHubspot, AsyncTap
from harness.stage.places import Engine
from harness.stage.site import Host, Site
from harness.wire.hits import Hit, Malformed

CONTEXTS = 4
MOMENTS = ("visit", "click", "unload")
TRANSPORTS = ("image", "beacon", "fetch")
START = "https://www.acme.test/"
HIT_PATH = "/__ptq.gif"
PATIENCE_MS = 180_000  # A busy machine loses no hit, and ends no run.
CHANCE = 3.0  # standard deviations

PAGE = """<!doctype html><title>round</title><a id=leave href="/next.html">leave</a><script>
const [id, host] = location.search.slice(1).split("@");
const hit = `${decodeURIComponent(host)}/__ptq.gif?k=1&a=4242&v=1.1&n=${id}`;
const url = (moment, transport) => `${hit}-${moment}-${transport}`;
function fire(moment) {
  const image = new Image();
  const seen = new Promise((resolve) => { image.onload = image.onerror = resolve; });
  image.src = url(moment, "image");
  navigator.sendBeacon(url(moment, "beacon"));
  return Promise.all([seen, fetch(url(moment, "fetch"), { mode: "no-cors", keepalive: true })]);
}
document.getElementById("leave").addEventListener("click", () => { fire("click"); });
addEventListener("pagehide", () => { fire("unload"); });
</script>"""
NEXT = "<!doctype html><title>next</title>"


class BareCollector:
    """The floor: serves the pages and answers hits like the collector, and counts what arrives."""

    page = PAGE

    def __init__(self) -> None:
        self.arrived: set[str] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        response: Response
        if request.url.path == HIT_PATH:
            self.arrived.add(request.query_params["n"])
            response = Response(GIF, media_type="image/gif", headers={"cache-control": "no-store"})
        else:
            response = HTMLResponse(NEXT if request.url.path == "/next.html" else self.page)
        await response(scope, receive, send)


async def walk(context: BrowserContext, name: int, rounds: int, start: str, host: str) -> None:
    """One context's rounds."""
    page = await context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    for number in range(rounds):
        await page.goto(f"{start}?{name}x{number}@{host}")
        await page.evaluate("fire('visit')")
        await page.click("#leave")
        await page.wait_for_url("**/next.html")


async def walks(contexts: Sequence[BrowserContext], rounds: int, start: str, host: str) -> None:
    """The rounds, shared among contexts that walk at the same time."""
    shares = [len(range(name, rounds, CONTEXTS)) for name in range(CONTEXTS)]
    pairs = enumerate(zip(contexts, shares, strict=True))
    await asyncio.gather(*(walk(context, name, share, start, host) for name, (context, share) in pairs))


async def through_tap(browser: Browser, rounds: int) -> tuple[set[str], int, int]:
    """Through the tap: the ids that came, the leaks that the canary saw, the hits given to the wrong context."""
    canary = Canary()
    with tempfile.TemporaryDirectory() as folder:
        around = Surroundings(site=_site(Path(folder)), live=True, addresses=canary)
        async with AsyncTap(around) as tap:
            contexts = [await browser.new_context(**tap.context_args()) for _ in range(CONTEXTS)]
            captures = [await tap.attach(context) for context in contexts]
            await walks(contexts, rounds, START, "https://track.hubspot.com")
            for capture in captures:
                await capture.settle()
            ids = [list(ids_of(capture)) for capture in captures]
    canary.close()
    wrong = sum(not each.startswith(f"{name}x") for name, found in enumerate(ids) for each in found)
    return {each for found in ids for each in found}, canary.connections, wrong


def ids_of(capture: AsyncHubspot) -> Iterator[str]:
    """The ids of the hits that a context sent, whether they could be read or not."""
    for entry in capture.timeline:
        if isinstance(entry, Hit | Malformed) and entry.request:
            yield parse_qs(urlsplit(entry.request.url).query)["n"][0]


async def against_bare_server(browser: Browser, rounds: int, *, routed: bool) -> tuple[set[str], set[str]]:
    """Against the bare server: the ids that reached it, and those that `context.route` caught before."""
    collector, caught = BareCollector(), set[str]()

    async def catch(route: Route) -> None:
        caught.add(parse_qs(urlsplit(route.request.url).query)["n"][0])
        await route.fulfill(body=GIF, content_type="image/gif")

    with bare_server(collector) as origin:
        contexts = [await browser.new_context(ignore_https_errors=True) for _ in range(CONTEXTS)]
        if routed:
            for context in contexts:
                await context.route(f"**{HIT_PATH}*", catch)
        await walks(contexts, rounds, f"{origin}/", origin)
        for context in contexts:
            await context.pages[0].evaluate(f"fetch('{origin}/')")
            await context.close()
    return collector.arrived, caught


def counted(ids: Iterable[str]) -> Counter[tuple[str, str]]:
    """How many came, by moment and transport."""
    return Counter((moment, transport) for _, moment, transport in (each.split("-") for each in ids))


def lost(rounds: int, tapped: Counter[tuple[str, str]], bare: Counter[tuple[str, str]], kind: tuple[str, str]) -> int:
    """The hits of a kind that should have come and did not.

    What a page fires while it unloads is a race inside the browser, so there the floor is what the bare server got,
    less three standard deviations.
    """
    if kind[0] != "unload":
        return rounds - tapped[kind]
    share = bare[kind] / rounds
    allowance = math.ceil(CHANCE * math.sqrt(2 * rounds * share * (1 - share)))
    return max(0, bare[kind] - allowance - tapped[kind])


def _site(folder: Path) -> Site:
    (folder / "index.html").write_text(PAGE)
    (folder / "next.html").write_text(NEXT)
    return Site(title="rounds", start=START, host=(Host(name="www.acme.test"),), folder=folder)


async def subject(rounds: int, engine: Engine) -> Subject:
    """The rounds through the tap, beside a bare server and `context.route`."""
    async with launched(engine) as browser:
        ids, leaked, wrong = await through_tap(browser, rounds)
        bare_ids, _ = await against_bare_server(browser, rounds, routed=False)
        escaped_ids, caught_ids = await against_bare_server(browser, rounds, routed=True)
        version = browser.version
    tapped, bare, escaped, caught = map(counted, (ids, bare_ids, escaped_ids, caught_ids))
    kinds = [(moment, transport) for moment in MOMENTS for transport in TRANSPORTS]
    missing = {kind: lost(rounds, tapped, bare, kind) for kind in kinds}
    came = [
        Figure(
            what=f"{moment}, by {transport}",
            unit="hits",
            own=tapped[moment, transport],
            floor=bare[moment, transport],
            peers={"`context.route`": caught[moment, transport]},
            wanted=tapped[moment, transport] + missing[moment, transport],
            more_is_better=True,
            why="a page that is left is a race inside the browser, which the floor loses as well; another run differs",
        )
        for moment, transport in kinds
    ]
    left = Figure(
        what="left for HubSpot", unit="hits", own=leaked, wanted=0, peers={"`context.route`": sum(escaped.values())}
    )
    others = Figure(what="given to the wrong context", unit="hits", own=wrong, wanted=0)
    remarks = (
        f"{engine.title()} {version}, {rounds} hits of each kind, fired over {CONTEXTS} contexts at a time.",
        "The floor is a server of HTTPS in HubSpot's place, with nothing between it and the browser.",
    )
    return Subject(title="Capture", remarks=remarks, figures=(*came, left, others))


def measure(*, quick: bool) -> Subject:
    """For the page of all benchmarks."""
    return asyncio.run(subject(60 if quick else 1000, "chromium"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--browser", choices=get_args(Engine), default="chromium")
    given = parser.parse_args()
    sys.exit(asyncio.run(subject(given.rounds, given.browser)).print())
