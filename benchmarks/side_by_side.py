"""An audit beside bare Playwright and what people use today: `python -m benchmarks.side_by_side`.

A site of this machine, each page of which sends one hit (that of `benchmarks.audit_speed`), is looked at by `hstrack
audit`, by bare Playwright, by crawlee, by Blacklight and by Lighthouse: each a command of its own with the same
browser, in turns, once with one page and once with many. What a further page takes is the difference by the number of
pages. The peers are installed from npm by their hashes on first use.

Exit status 1 when the command takes longer than 1.2 s for a page, when a further page takes longer than 1.25 times that
of bare Playwright, or when a hit is not told.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from functools import partial
from statistics import median
from urllib.parse import urlsplit

import msgspec

from benchmarks._ground import server_apart
from benchmarks._peers import PEERS, Timed, audited, installed, timed
from benchmarks._result import Figure, Subject
from benchmarks.audit_speed import HOST, site
from harness.stage.browsers import find_browser, launch_options

CONCURRENCY = 4
MOST_S = 1.2
MOST_RATIO = 1.25
ROUNDS, PAGES = 3, 200
QUICK_ROUNDS, QUICK_PAGES = 1, 30
FEW = 10
MOST_PAGES = {"Lighthouse": 1, "Blacklight": 2}
"""Lighthouse takes one page a command, and Blacklight seconds for each."""

BARE = """
import asyncio, json, sys
from playwright.async_api import async_playwright

async def main(options, pages, tabs):
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(**options)
        context = await browser.new_context(ignore_https_errors=True)
        numbers = iter(range(pages))
        async def loads():
            tab = await context.new_page()
            for number in numbers:
                await tab.goto(f"https://www.acme.test/{number}")
        await asyncio.gather(*(loads() for _ in range(min(tabs, pages))))
        await browser.close()

asyncio.run(main(*json.loads(sys.argv[1])))
"""
REMARKS = (
    "Each is a command of its own, from its start to its end; memory is that of all its processes but the browser's.",
    "The site has a loader, a style sheet, two scripts and four images on each page, and is visited "
    f"{CONCURRENCY} pages at a time; Blacklight visits one after the other, and Lighthouse one a command.",
    "The floor is a script with Playwright that loads the pages and looks at nothing.",
    "crawlee looks for hits with a listener for requests that a user would write, Blacklight tells them in its HAR, "
    "Lighthouse in its list of requests; all three let them through to HubSpot.",
    "Blacklight fills in forms, scrolls and waits for an idle network, and Lighthouse simulates a slow telephone: they "
    "answer other questions, and are here because people ask them this one, too.",
)
WHY = {
    "whole": "finding the browser, the relay, the rules and the report are part of the command; next is to load rules "
    "and report while the browser is still at work",
    "further": "robots.txt, what the page holds, coming to rest, cookies and judging are part of an audit and not of "
    "the floor; next is to rest on one page while the next one loads",
    "memory": "Python loads the rules, and a server for the tracking hosts; next is to load less of them",
    "growth": "a visit is kept until it ends, after 100 pages, and is judged then; next is to hand finished pages on",
}


class Seen(msgspec.Struct, frozen=True):
    """What a tool needed, and how many hits it told of each page."""

    first_s: float
    further_ms: float
    hits: float
    memory_mb: float
    growth_mb: float | None
    """Of a hundred pages; None of so few pages that nothing can be said."""


Look = Callable[[str, int], Timed]


def harness(origin: str, pages: int) -> Timed:
    """`hstrack audit`."""
    many = ("--crawl", "--max-pages", str(pages), "--rate", "0", "--concurrency", str(CONCURRENCY))
    where = ("--connect-to", f"{HOST}:443:127.0.0.1:{urlsplit(origin).port}", "--insecure", "--tracker", "standin")
    how = (*(many if pages > 1 else ()), "--format", "json")
    return timed([sys.executable, "-m", "harness", "audit", f"https://{HOST}/", *where, *how], allowed=(0, 1))


def bare(origin: str, pages: int) -> Timed:
    """Bare Playwright."""
    options = launch_options(find_browser())
    options["args"] = [*options.get("args", []), _led(origin)]
    return timed([sys.executable, "-c", BARE, json.dumps([options, pages, CONCURRENCY])])


def peer(name: str, origin: str, pages: int) -> Timed:
    """A peer, led to the site, and to HubSpot's hosts on this machine."""
    found = find_browser()
    args = [*launch_options(found).get("args", []), _led(origin), "--ignore-certificate-errors"]
    where = {"url": f"https://{HOST}/", "chrome": found.executable_path, "args": args}
    return audited(name, pages=pages, concurrency=CONCURRENCY, **where)


def _led(origin: str) -> str:
    return f"--host-resolver-rules=MAP * 127.0.0.1:{urlsplit(origin).port}"


def seen(look: Look, origin: str, pages: int) -> Seen:
    """Look at one page, then at many."""
    first = look(origin, 1)
    if pages == 1:
        return Seen(first.took_s, 1000 * first.took_s, _told(first, 1)["hits"], first.memory_mb, None)
    whole = look(origin, pages)
    told = _told(whole, pages)
    assert told["pages"] == pages, told
    further_ms = 1000 * (whole.took_s - first.took_s) / (pages - 1)
    growth_mb = 100 * max(0.0, whole.memory_mb - first.memory_mb) / (pages - 1) if pages >= FEW else None
    return Seen(first.took_s, further_ms, told["hits"] / pages, first.memory_mb, growth_mb)


def _told(run: Timed, pages: int) -> dict[str, int]:
    """How many pages and hits a tool told of."""
    if not run.out.strip():
        return {"pages": pages, "hits": 0}
    if run.out.lstrip().startswith("{\n"):
        told: dict[str, int] = json.loads(run.out)["summary"]
        return told
    return run.told


def measure(*, quick: bool) -> Subject:
    """What an audit takes, beside the others."""
    missing = installed()
    pages, rounds = (QUICK_PAGES, QUICK_ROUNDS) if quick else (PAGES, ROUNDS)
    looks: dict[str, Look] = {"harness": harness, "floor": bare}
    looks |= {} if missing else {name: partial(peer, name) for name in PEERS}
    with server_apart(site) as origin:
        turns = [
            {name: seen(look, origin, min(pages, MOST_PAGES.get(name, pages))) for name, look in looks.items()}
            for _ in range(rounds)
        ]
    how = f"{rounds} turns of 1 and {pages} pages, {MOST_PAGES['Blacklight']} of Blacklight; medians."
    absent = (f"The peers could not be had: {missing}.",) if missing else ()
    return Subject(title="Audit", remarks=(how, *REMARKS, *absent), figures=figures(turns))


def figures(turns: list[dict[str, Seen]]) -> tuple[Figure, ...]:
    """The lines of the table."""

    def known(name: str, field: str) -> float | None:
        values = [value for turn in turns if name in turn and (value := getattr(turn[name], field)) is not None]
        return median(values) if values else None

    def of(name: str, field: str) -> float:
        return known(name, field) or 0.0

    def others(field: str) -> dict[str, float | None]:
        return {name: known(name, field) for name in PEERS}

    def line(what: str, field: str, unit: str, wanted: float | None, why: str) -> Figure:
        own, floor = of("harness", field), of("floor", field)
        return Figure(what=what, unit=unit, own=own, floor=floor, peers=others(field), wanted=wanted, why=why)

    return (
        line("one page, whole command", "first_s", "s", MOST_S, WHY["whole"]),
        line("each further page", "further_ms", "ms", MOST_RATIO * of("floor", "further_ms"), WHY["further"]),
        line("memory, of one page", "memory_mb", "MB", None, WHY["memory"]),
        line("memory, of each further 100 pages", "growth_mb", "MB", None, WHY["growth"]),
        Figure(
            what="hits told, of one a page",
            unit="",
            own=of("harness", "hits"),
            peers=others("hits"),
            wanted=1.0,
            more_is_better=True,
        ),
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="one turn, and fewer pages")
    sys.exit(measure(quick=parser.parse_args().quick).print())
