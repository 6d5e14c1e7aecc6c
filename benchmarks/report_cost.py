"""What a large report costs beside the least that it could: `python -m benchmarks.report_cost`.

The report of `benchmarks.report` is made and written in each format, beside msgspec's JSON of the same model, which is
the quickest way to put all of it into a file. Its page is opened in Chromium, beside a page of as many letters in one
plain table.

Exit status 1 when the page takes longer than a second to open.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import msgspec
from playwright.sync_api import sync_playwright

from benchmarks._result import Figure, Subject
from benchmarks.report import large_audit, opening_s
from harness.report.build import report_of
from harness.report.registry import format_named
from harness.stage.browsers import find_browser, launch_options

ROUNDS = 5
MOST_OPENING_MS = 1000.0
FORMATS = ("json", "html", "junit", "sarif")
CELL = "<td>the event of this page has no name"


def ms(work: Callable[[], object]) -> float:
    """The median milliseconds of a piece of work."""
    times = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        work()
        times.append(1000 * (perf_counter() - begun))
    return median(times)


def openings_ms(*texts: str) -> list[float]:
    """The median milliseconds in which pages open, in turns."""
    times: list[list[float]] = [[] for _ in texts]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options(find_browser()))
        for _ in range(ROUNDS):
            for number, text in enumerate(texts):
                file = Path(folder, f"{number}.html")
                file.write_text(text, encoding="utf-8")
                times[number].append(1000 * opening_s(browser, file))
        browser.close()
    return [median(some) for some in times]


def subject(pages: int, hits: int) -> Subject:
    """The report of so many pages and hits."""
    audit = large_audit(pages, hits)
    report = report_of(audit)
    floor = ms(lambda: msgspec.json.encode(report))
    written = [
        Figure(
            what=f"{name} written",
            unit="ms",
            own=ms(lambda name=name: format_named(name).render(report)),
            floor=floor,  # type: ignore[misc]  # called at once
            why="the floor has no layout and escapes nothing for a browser or an XML parser",
        )
        for name in FORMATS
    ]
    text = format_named("html").render(report)
    plain = f"<!doctype html><title>x</title><table>{'<tr>' + CELL * 10}" + ("<tr>" + CELL * 10) * (len(text) // 400)
    opened, bare = openings_ms(text, plain)
    opening = Figure(
        what="page opened",
        unit="ms",
        own=opened,
        floor=bare,
        wanted=MOST_OPENING_MS,
        why="it is laid out, and has a script",
    )
    made = Figure(
        what="model made",
        unit="ms",
        own=ms(lambda: report_of(audit)),
        floor=floor,
        why="findings are grouped and every page, host and crossing is counted; it is done once for all formats",
    )
    remarks = (
        f"{report.summary.pages:,} pages, {report.summary.hits:,} hits and {len(report.findings):,} findings; the page "
        f"has {len(text) / 1e6:.2f} MB.",
        "The floor is msgspec's JSON of the same model, and for the page a plain table of as many letters in the same "
        "browser; no registry has a report of HubSpot's tracking.",
    )
    return Subject(title="Report", remarks=remarks, figures=(made, *written, opening))


def measure(*, quick: bool) -> Subject:
    """For the page of all benchmarks."""
    return subject(200, 2_000) if quick else subject(2_000, 20_000)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a tenth of it")
    sys.exit(measure(quick=parser.parse_args().quick).print())
