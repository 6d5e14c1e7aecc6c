"""What the stand-in tracker weighs, and how long it holds a page up: `python -m benchmarks.tracker`.

Beside its size stand those of the real analytics scripts, beside its time a floor of the same run: scripts as large
that do nothing. Banner and analytics are put into a page that has loaded, so both start at once; timed is all that
they do: reading, first hit, cookies. Each round has a context of its own, as on a first visit; no hit leaves the page.
"""

from __future__ import annotations

import argparse
import sys
from statistics import median
from typing import get_args

from playwright.sync_api import Browser, sync_playwright

from benchmarks._ground import print_table
from harness.stage.browsers import find_browser, launch_options
from harness.stage.places import Engine
from harness.tracker.config import Generation, PortalConfig
from harness.tracker.render import Scripts, render

REAL_KB = {"2021": "96", "2023": "107"}
MOST_KB = 40.0
MOST_MS = 5.0
WARM_UP = 3
HEAD = ("generation", "scripts", "real analytics", "start", "floor", "start / floor")

RUN = """([banner, analytics]) => {
  let hits = 0;
  Object.defineProperty(HTMLImageElement.prototype, 'src', { set() { hits += 1; } });
  const add = (text) => {
    const script = document.createElement('script');
    script.id = 'hs-script-loader';
    script.text = text;
    document.head.appendChild(script);
  };
  const begun = performance.now();
  add(banner);
  add(analytics);
  return [performance.now() - begun, hits];
}"""


def size_kb(scripts: Scripts) -> float:
    """All scripts of a portal together, in kB."""
    return sum(len(getattr(scripts, name).encode()) for name in Scripts.__slots__) / 1000


def idle(text: str) -> str:
    """A script of the same size that does nothing."""
    return f"/*{'x' * (len(text) - 4)}*/"


def started_ms(browser: Browser, scripts: list[str], hits: int) -> float:
    """How long the scripts held a new visitor's page up, in milliseconds."""
    context = browser.new_context()
    context.route("**/*", lambda route: route.fulfill(content_type="text/html", body="<!doctype html><title>x</title>"))
    page = context.new_page()
    page.goto("https://www.acme.test/")
    taken, made = page.evaluate(RUN, scripts)
    context.close()
    assert made == hits
    return float(taken)


def row(browser: Browser, generation: Generation, rounds: int) -> tuple[float, float, tuple[str, ...]]:
    """Size in kB, median start in ms, and the line of the table."""
    scripts = render(PortalConfig(generation=generation, cookie_domains=(".acme.test",)))
    own = [scripts.banner, scripts.analytics]
    floor = list(map(idle, own))
    times = [(started_ms(browser, own, 1), started_ms(browser, floor, 0)) for _ in range(rounds + WARM_UP)]
    start, nothing = (median(column) for column in zip(*times[WARM_UP:], strict=True))
    size = size_kb(scripts)
    ratio = f"{start / nothing:.0f}" if nothing else "-"
    real = f"{REAL_KB[generation]} kB" if generation in REAL_KB else "unknown"
    return size, start, (generation, f"{size:.1f} kB", real, f"{start:.1f} ms", f"{nothing:.1f} ms", ratio)


def main(rounds: int, engine: Engine) -> int:
    """Measure, print, and say by the exit status whether the stand-in is as small and quick as it should be."""
    with sync_playwright() as playwright:
        browser = getattr(playwright, engine).launch(**launch_options(find_browser(engine)))
        print(f"{engine} {browser.version}; medians of {rounds} rounds")
        rows = [row(browser, generation, rounds) for generation in get_args(Generation)]
        browser.close()
    print_table(HEAD, [cells for _, _, cells in rows])
    return int(any(size > MOST_KB or (engine == "chromium" and start > MOST_MS) for size, start, _ in rows))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--browser", choices=get_args(Engine), default="chromium")
    given = parser.parse_args()
    sys.exit(main(given.rounds, given.browser))
