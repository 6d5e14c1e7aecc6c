"""How fast an audit is: `python -m benchmarks.audit_speed`.

A site of this machine, in a process of its own, has pages with HubSpot's loader, a style sheet, two scripts and four
images. They are crawled, and loaded by bare Playwright with as many pages at a time, in turns; the bare browser has
HubSpot's hosts from the same process. Then the whole command is timed, from its start to its end. With `--memory` a
crawl of 2,000 pages is watched instead.

Exit status 1 when the crawl is slower than 0.8 of bare Playwright, when the command takes longer than 1.2 s for a page
or 2 s for ten, or when the memory of the process grows beyond 200 MB.
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, async_playwright
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from benchmarks._ground import print_table, server_apart
from harness.audit.crawl.plan import CrawlPlan
from harness.audit.evidence import EvidenceFile
from harness.audit.gather import CrawlTarget, Gathering, Progress, gather
from harness.audit.registry import catalogue
from harness.audit.visit import Visit
from harness.capture.address import AddressBook
from harness.capture.collector import GIF
from harness.capture.tap import Surroundings
from harness.report.build import GrowingReport
from harness.stage.browsers import find_browser, launch_options
from harness.tracker.config import PortalConfig
from harness.tracker.render import render

LEAST = 0.8
MOST_S = {1: 1.2, 10: 2.0}
MOST_MB = 200
HOST = "www.acme.test"
LINKS = 10
SCRIPTS = render(PortalConfig())
HUBSPOT = {"hs-scripts.com": SCRIPTS.loader, "hs-analytics.net": SCRIPTS.analytics, "hs-banner.com": SCRIPTS.banner}
HEAD = """<!doctype html><title>Page {0}</title><link rel=icon href=data:,><link rel=stylesheet href=/a.css>
<script src=/a.js></script><script src=/b.js></script>
<script id=hs-script-loader async defer src="https://js.hs-scripts.com/4242.js"></script>"""
BODY = f"<p>{'text ' * 500}</p>" + "".join(f"<img src=/{name}.gif>" for name in "abcd")
FILES = {
    "js": ("window.total = (window.total || 0) + 1;\n" * 500, "text/javascript"),
    "css": ("p { color: #333; }\n" * 500, "text/css"),
    "gif": (GIF, "image/gif"),
}


async def site(scope: Scope, receive: Receive, send: Send) -> None:
    """The site, and HubSpot's hosts for a browser that reaches all hosts here."""
    request = Request(scope, receive)
    domain, path = (request.url.hostname or "").partition(".")[2], request.url.path
    if domain in HUBSPOT:
        response = Response(HUBSPOT[domain], media_type="text/javascript", headers={"cache-control": "no-store"})
    elif domain == "hubspot.com":
        response = Response(GIF, media_type="image/gif", headers={"cache-control": "no-store"})
    elif path.rpartition(".")[2] in FILES:
        body, kind = FILES[path.rpartition(".")[2]]
        response = Response(body, media_type=kind, headers={"cache-control": "max-age=600"})
    elif path[1:].isdigit() or path == "/":
        response = Response(page(int(path[1:] or 0)), media_type="text/html")
    else:
        response = Response(status_code=404)
    await response(scope, receive, send)


def page(number: int) -> str:
    """A page, which links to the next ten."""
    links = "".join(f"<a href=/{LINKS * number + step}>Page</a>" for step in range(1, LINKS + 1))
    return HEAD.format(number) + BODY + links


async def bare(origin: str, pages: int, concurrency: int) -> float:
    """Pages a second that Playwright loads by itself."""
    options = launch_options(find_browser())
    options["args"] = [*options.get("args", []), f"--host-resolver-rules=MAP * 127.0.0.1:{urlsplit(origin).port}"]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(**options)
        context = await browser.new_context(ignore_https_errors=True)
        numbers = iter(range(pages))
        begun = perf_counter()
        async with asyncio.TaskGroup() as group:
            for _ in range(concurrency):
                group.create_task(loads(context, numbers))
        taken = perf_counter() - begun
        await browser.close()
    return pages / taken


async def loads(context: BrowserContext, numbers: object) -> None:
    """Load one page after the other in a tab."""
    tab = await context.new_page()
    for number in numbers:  # type: ignore[attr-defined]  # an iterator that the tabs share
        await tab.goto(f"https://{HOST}/{number}")


def crawled(
    origin: str, pages: int, concurrency: int, told: list[Progress], keep: Callable[[Visit], object] = lambda _: None
) -> float:
    """Pages a second of a crawl; every page must have sent its hit."""
    book = AddressBook.parse(connect_to=[f"{HOST}:443:127.0.0.1:{urlsplit(origin).port}"])
    target = CrawlTarget(
        urls=(f"https://{HOST}/",),
        surroundings=Surroundings(live=True, tracker="standin", addresses=book),
        plan=CrawlPlan(max_pages=pages, rate=0.0, concurrency=concurrency),
    )
    how = Gathering(browser=find_browser(), insecure=True, progress=told.append, keep=keep)
    gathered = gather([target], how)
    assert (gathered.problems, told[-1].pages) == ([], pages), gathered.problems
    assert told[-1].hits >= pages, told[-1]
    return pages / told[-1].elapsed_s


def command(origin: str, pages: int) -> float:
    """The seconds that the whole command takes."""
    port = urlsplit(origin).port
    crawl = ("--crawl", "--max-pages", str(pages), "--rate", "0") if pages > 1 else ()
    arguments = (f"https://{HOST}/", "--insecure", "--tracker", "standin", *crawl)
    begun = perf_counter()
    done = subprocess.run(  # noqa: S603 - this very package
        [sys.executable, "-m", "harness", "audit", *arguments, "--connect-to", f"{HOST}:443:127.0.0.1:{port}"],
        check=False,
        capture_output=True,
        text=True,
    )
    taken = perf_counter() - begun
    assert done.returncode in (0, 1), done.stderr
    return taken


def memory_mb() -> float:
    """What this process holds in memory."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def speed(rounds: int, pages: int, concurrency: int) -> bool:
    """Print both tables; whether all is as fast as is wanted."""
    with server_apart(site) as origin:
        ratios = []
        for _ in range(rounds):
            alone = asyncio.run(bare(origin, pages, concurrency))
            audited = crawled(origin, pages, concurrency, [])
            ratios.append((audited / alone, alone, audited))
            print(f"bare {alone:.1f}, crawl {audited:.1f} pages a second: {audited / alone:.2f}", flush=True)
        commands = {number: median(command(origin, number) for _ in range(rounds)) for number in MOST_S}
    ratio, alone, audited = sorted(ratios)[len(ratios) // 2]
    rows = [
        (f"{pages} pages, {concurrency} at a time", f"{alone:.1f} /s", f"{audited:.1f} /s", f"{ratio:.2f}", f"{LEAST}"),
        *(
            (f"the command, {number} page(s)", "", f"{taken:.2f} s", "", f"at most {MOST_S[number]} s")
            for number, taken in commands.items()
        ),
    ]
    print_table(("what", "bare Playwright", "audit", "ratio", "wanted"), rows)
    return ratio >= LEAST and all(taken <= MOST_S[number] for number, taken in commands.items())


def memory(pages: int, concurrency: int) -> bool:
    """Print the memory of this process as a crawl goes on, judged and saved as the command does it."""
    sizes: list[tuple[int, float]] = []

    class Told(list[Progress]):
        def append(self, progress: Progress) -> None:
            super().append(progress)
            if progress.pages % (pages // 10) == 0:
                sizes.append((progress.pages, memory_mb()))
                print(f"{progress.pages} pages: {sizes[-1][1]:.0f} MB", flush=True)

    growing = GrowingReport(catalogue())
    with TemporaryDirectory() as folder, EvidenceFile(Path(folder, "evidence.json")) as file:

        def keep(visit: Visit) -> None:
            file.add(visit)
            growing.add(visit)

        with server_apart(site) as origin:
            crawled(origin, pages, concurrency, Told(), keep)
    sizes.append((pages, memory_mb()))
    print(f"{growing.report().summary.seen}: {sizes[-1][1]:.0f} MB", flush=True)
    return max(size for _, size in sizes) <= MOST_MB


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--concurrency", type=int, default=4)
    parser.add_argument("--memory", action="store_true", help="watch the memory of a crawl of 2,000 pages")
    given = parser.parse_args()
    holds = (
        memory(10 * given.pages, given.concurrency)
        if given.memory
        else speed(given.rounds, given.pages, given.concurrency)
    )
    sys.exit(0 if holds else 1)
