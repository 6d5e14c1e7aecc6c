"""How one Tap ages: `python -m benchmarks.soak --loads 50000 --contexts 8 --browser chromium`.

Contexts load pages at the same time, twenty-five each until another takes its place; each page sends one hit by image,
one by beacon, and one by fetch. A browser that crashes is started again (`--crash-every` kills it on purpose). At each
tenth of the way stands what was lost, leaked and given to the wrong context, and what the process holds: memory,
sockets, threads. What a killed browser had not yet sent counts as torn, not as lost.

Exit status 1 when something was lost, leaked or given to the wrong context, or when sockets or threads grew.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import os
import signal
import sys
import tempfile
import threading
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import get_args

from playwright.async_api import Browser, BrowserContext, Page, async_playwright
from playwright.async_api import Error as PlaywrightError

from benchmarks._ground import Canary, print_table
from benchmarks.capture import ids_of
from harness.capture.launch import launch
from harness.capture.tap import Surroundings
from harness.errors import CaptureError
from harness.hubspot import AsyncHubspot, AsyncTap
from harness.stage.browsers import FoundBrowser, find_browser
from harness.stage.places import Engine
from harness.stage.site import Host, Site

LOADS_A_CONTEXT = 25
TENTHS = 10
LOAD_MS = 60_000
VISIT_S = 300.0  # Playwright never answers `new_page` where the browser is killed in that moment.
START = "https://www.acme.test/"
SENT = 3
PAGE = """<!doctype html><title>load</title><link rel=icon href=data:,><script>
const url = "https://track.hubspot.com/__ptq.gif?k=1&a=4242&v=1.1&n=" + location.search.slice(1) + "-";
const image = new Image();
const seen = new Promise((resolve) => { image.onload = image.onerror = resolve; });
image.src = url + "image";
navigator.sendBeacon(url + "beacon");
window.sent = Promise.all([seen, fetch(url + "fetch", { mode: "no-cors", keepalive: true })]);
</script>"""


@dataclass(slots=True)
class Count:
    """What happened so far."""

    loads: int = 0
    came: int = 0
    lost: int = 0
    wrong: int = 0
    torn: int = 0
    rows: list[tuple[object, ...]] = field(default_factory=list)


class Browsers:
    """One browser at a time; another one when it is gone."""

    def __init__(self, tap: AsyncTap, found: FoundBrowser) -> None:
        self.tap = tap
        self.found = found
        self.browser: Browser | None = None
        self.starts = 0
        self._starting = asyncio.Lock()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[Browsers]:
        """Start and stop Playwright around it."""
        async with async_playwright() as self.playwright:
            yield self
            if self.browser:
                await self.browser.close()

    async def connected(self) -> Browser:
        """The browser, started anew where it crashed."""
        async with self._starting:
            if self.browser is None or not self.browser.is_connected():
                self.browser = await launch(self.playwright, self.found, self.tap)
                self.starts += 1
            return self.browser


class Soak:
    """The loads of one run, shared by walkers."""

    def __init__(self, browsers: Browsers, canary: Canary, loads: int, crash_every: int, seconds: float) -> None:
        self.browsers = browsers
        self.canary = canary
        self.left = loads
        self.loads = loads
        self.crash_every = crash_every
        self.seconds = seconds
        self.count = Count()
        self.began = perf_counter()

    async def walker(self, name: int) -> None:
        """Load pages, a few in each context, until none is left, or no time."""
        while self.left > 0 and perf_counter() - self.began < self.seconds:
            share = min(LOADS_A_CONTEXT, self.left)
            self.left -= share
            await self._visit(f"{name}x{self.left}", share)

    async def _visit(self, name: str, share: int) -> None:
        browser = await self.browsers.connected()
        context: BrowserContext | None = None
        captured: AsyncHubspot | None = None
        done = 0
        try:
            async with asyncio.timeout(VISIT_S):
                context = await browser.new_context(**self.browsers.tap.context_args())
                captured = await self.browsers.tap.attach(context)
                page = await context.new_page()
                for done in range(1, share + 1):
                    await self._load(page, f"{name}y{done}")
                await captured.settle()
                await context.close()
        except (PlaywrightError, CaptureError, TimeoutError):
            if browser.is_connected():
                raise
        self.left += share - done
        self._judge(name, captured, done, whole=browser.is_connected())

    async def _load(self, page: Page, name: str) -> None:
        await page.goto(f"{START}?{name}", timeout=LOAD_MS)
        await page.evaluate("sent")
        self.count.loads += 1
        if self.crash_every and self.count.loads % self.crash_every == 0:
            kill_browser()
        if self.count.loads % max(1, self.loads // TENTHS) == 0:
            self.measure()

    def _judge(self, name: str, captured: AsyncHubspot | None, done: int, *, whole: bool) -> None:
        ids = set(ids_of(captured)) if captured else set()
        own = {each for each in ids if each.startswith(f"{name}y")}
        self.count.came += len(own)
        self.count.wrong += len(ids - own)
        missing = SENT * done - len(own)
        self.count.torn += 0 if whole else missing
        self.count.lost += missing if whole else 0

    def measure(self) -> None:
        """Note what the process holds."""
        gc.collect()
        took_s = perf_counter() - self.began
        held = (f"{memory_mb():.0f} MB", sockets(), threading.active_count(), f"{self.count.loads / took_s:.1f}")
        seen = (self.count.lost, self.canary.connections, self.count.wrong, self.count.torn, self.browsers.starts - 1)
        self.count.rows.append((self.count.loads, *seen, *held))
        print(f"{self.count.loads:,} of {self.loads:,} loads, {self.count.lost} lost", file=sys.stderr, flush=True)


def memory_mb() -> float:
    """What this process holds in memory, in MB; 0 where the system does not tell."""
    with contextlib.suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    return 0.0


def sockets() -> int:
    """How many sockets this process has open; 0 where the system does not tell."""
    found = 0
    with contextlib.suppress(OSError):
        for each in Path("/proc/self/fd").iterdir():
            with contextlib.suppress(OSError):
                found += str(each.readlink()).startswith("socket:")
    return found


def kill_browser() -> None:
    """Kill the browser of this process, which is a child of Playwright's driver."""
    for driver in children(os.getpid()):
        for browser in children(driver):
            os.killpg(browser, signal.SIGKILL)  # It may be a script that has started the browser; each leads a group.


def children(parent: int) -> list[int]:
    """The processes that a process has started, by Linux's account of it."""
    tasks = Path(f"/proc/{parent}/task").iterdir()
    return [int(child) for task in tasks for child in _read(task / "children").split()]


def _read(file: Path) -> str:
    """The text of a file of a thread, which may have ended by now."""
    try:
        return file.read_text()
    except OSError:
        return ""


def site_in(folder: Path) -> Site:
    """A site of one page."""
    (folder / "index.html").write_text(PAGE)
    return Site(title="soak", start=START, host=(Host(name="www.acme.test"),), folder=folder)


async def main(loads: int, contexts: int, engine: Engine, crash_every: int, seconds: float) -> int:
    """Run, print, and say by the exit status whether it held."""
    canary, found = Canary(), find_browser(engine)
    with tempfile.TemporaryDirectory() as folder:
        site = site_in(Path(folder))
        async with (
            AsyncTap(Surroundings(site=site, live=True, addresses=canary, clock=False)) as tap,
            Browsers(tap, found).running() as browsers,
        ):
            soak = Soak(browsers, canary, loads, crash_every, seconds)
            await asyncio.gather(*(soak.walker(name) for name in range(contexts)))
            soak.measure()
    canary.close()
    print(f"{engine} {found.version}, {soak.count.loads} loads over {contexts} contexts at a time, {SENT} hits a load")
    head = ("loads", "lost", "leaked", "misattributed", "torn", "crashes", "memory", "sockets", "threads", "loads/s")
    print_table(head, soak.count.rows)
    count, (first, *_, last) = soak.count, soak.count.rows
    grew = [name for name, place in (("sockets", 7), ("threads", 8)) if int(str(last[place])) > int(str(first[place]))]
    print(f"came {count.came}, lost {count.lost}, leaked {canary.connections}, grew: {', '.join(grew) or 'nothing'}")
    return int(bool(count.lost or canary.connections or count.wrong or grew))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--loads", type=int, default=50_000)
    parser.add_argument("--contexts", type=int, default=8)
    parser.add_argument("--browser", choices=get_args(Engine), default="chromium")
    parser.add_argument("--crash-every", type=int, default=0, help="kill the browser after so many loads")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin no context after this time")
    given = parser.parse_args()
    sys.exit(asyncio.run(main(given.loads, given.contexts, given.browser, given.crash_every, given.seconds)))
