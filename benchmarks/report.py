"""How long a large report takes to write, how large its HTML is, and how long a browser takes to open it.

    python -m benchmarks.report [--pages N] [--hits N]

Opening is measured in Chromium, from the navigation to the first frame after the page has loaded, by the page's own
clock; the best and the median of several times, each in a context of its own.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from harness.audit.finding import Finding, Severity
from harness.audit.result import AuditReport, RuleResult
from harness.audit.rule import RulePage
from harness.audit.testing import START, event, moment, navigation, page, page_view, push, sent, visit
from harness.audit.visit import Visit
from harness.report.build import report_of
from harness.report.registry import format_named, format_names
from harness.stage.browsers import find_browser, launch_options

ROUNDS = 7
PAGES_A_VISIT = 100

OPENED = """() => new Promise((done) => {
  const told = () => requestAnimationFrame(() => setTimeout(() => done(performance.now())));
  document.readyState === "complete" ? told() : addEventListener("load", told);
})"""


def large_audit(pages: int, hits: int) -> AuditReport:
    """An audit of so many pages and hits, with forty rules that found something on many of them."""
    starts = range(0, pages, PAGES_A_VISIT)
    visits = tuple(_visit(start, min(PAGES_A_VISIT, pages - start), hits // pages) for start in starts)
    results = tuple(_result(number, pages) for number in range(40))
    return AuditReport(visits=visits, results=results)


def _visit(start: int, pages: int, hits_a_page: int) -> Visit:
    items = [item for number in range(start, start + pages) for item in _page(number, hits_a_page)]
    whole = visit(*items, journey="crawl", browser="chromium 156.0", banner="hubspot" if start % 200 else None)
    return replace(whole, started_at=START)


def _page(number: int, hits: int) -> list[object]:
    url = f"https://{'www' if number % 3 else 'docs'}.acme.test/section-{number % 40}/page-{number}"
    views = [page_view(url, title=f"Page {number}", usertoken=f"{number // PAGES_A_VISIT:032x}")]
    names = (f"pe4242_event_{(number + turn) % 60}" for turn in range(max(hits - 1, 0)))
    events = [sent(event(name, course=f"Math{number}", level="2"), on=url) for name in names]
    call = push("trackPageView", source=f"app.js:{number % 90 + 1} routeChanged")
    return [page(url, title=f"Page {number}"), navigation(url, "load"), call, *views, *events]


def _result(number: int, pages: int) -> RuleResult:
    severity: Severity = ("error", "warning", "note")[number % 3]
    text = RulePage(
        title=f"What rule {number} says of a site.", why="It matters.", fix="Change it.", bad="a();", good="b();"
    )
    found = tuple(
        Finding(
            rule=f"rule-{number}",
            message=f"the event of page {each} has no name",
            page=f"https://www.acme.test/section-{each % 40}/page-{each}",
            evidence=f"page view of /section-{each % 40}/page-{each}",
            at=moment(each),
            severity=severity,
        )
        for each in range(number, pages, 40 if number else 1)
    )
    return RuleResult(rule=f"rule-{number}", family="events", severity=severity, page=text, findings=found)


def opening_s(browser: Browser, file: Path) -> float:
    """Seconds from the navigation to a file until its first frame is drawn."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    view = context.new_page()
    view.goto(file.as_uri(), wait_until="commit")
    milliseconds: float = view.evaluate(OPENED)
    context.close()
    return milliseconds / 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--hits", type=int, default=20_000)
    asked = parser.parse_args()

    audit = large_audit(asked.pages, asked.hits)
    begin = time.perf_counter()
    report = report_of(audit)
    print(f"{report.summary.pages:,} pages, {report.summary.hits:,} hits, {len(report.findings):,} findings")
    print(f"model made in {time.perf_counter() - begin:.2f} s\n\n| format | s | MB |\n| --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for name in format_names():
            form = format_named(name)
            begin = time.perf_counter()
            text = form.render(report)
            print(f"| {name} | {time.perf_counter() - begin:.2f} | {len(text.encode()) / 1e6:.2f} |")
            (Path(folder) / f"report{form.suffix}").write_text(text, encoding="utf-8")
        found = find_browser("chromium")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(**launch_options(found))
            times = sorted(opening_s(browser, Path(folder) / "report.html") for _ in range(ROUNDS))
            browser.close()
    print(
        f"\nHTML opens in {times[0]:.2f} s at best, {statistics.median(times):.2f} s at the median, {times[-1]:.2f} s"
    )


if __name__ == "__main__":
    main()
