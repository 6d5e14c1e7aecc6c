"""What the stand-in tracker weighs, and how long it holds a page up: `python -m benchmarks.tracker`.

Beside its size stand those of the real analytics scripts, beside its time a floor of the same run: a script that looks
into the jar, draws a token, writes four cookies, looks again and makes an image, which no tracker can do without.
Timed is all that banner and analytics do until the first hit is made: what they do at once, and when the document and
the window have loaded (`running`). `reading` is what the engine takes to parse both before that; for a script that is
fetched it does so beside the page. `late` is the running in a page that has loaded already. Each round has a context of
its own, as on a first visit. The scripts are at hand: fetching them is not counted, and neither is the request of the
hit.
"""

from __future__ import annotations

import argparse
import json
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
HEAD = ("generation", "scripts", "real analytics", "reading", "running", "best", "floor", "best floor", "late")

FLOOR = """addEventListener('load', () => {
  document.cookie;
  crypto.getRandomValues(new Uint8Array(16));
  for (const name of ['__hstc', 'hubspotutk', '__hssc', '__hssrc']) {
    document.cookie = `${name}=${'0'.repeat(32)};max-age=1800;path=/;domain=.acme.test;SameSite=Lax`;
  }
  document.cookie;
  new Image(1, 1).src = 'https://track.hubspot.com/__ptq.gif';
});"""

# The clocks run while a script is read and run, and between the first and the last listener of an event.
PAGE = """<!doctype html><title>x</title><script>
let held = 0, ran = 0, hits = 0;
Object.defineProperty(HTMLImageElement.prototype, 'src', { set() { hits += 1; } });
const on = (listener) => {
  document.addEventListener('DOMContentLoaded', listener);
  addEventListener('load', listener);
};
const put = (text) => {
  const script = document.createElement('script');
  script.id = 'hs-script-loader';
  script.text = `ran -= performance.now();${text};ran += performance.now();`;
  held -= performance.now();
  document.head.appendChild(script);
  held += performance.now();
};
const begin = () => {
  held -= performance.now();
  ran -= performance.now();
};
const stop = () => {
  held += performance.now();
  ran += performance.now();
};
on(begin);
%s.forEach(put);
on(stop);
</script>"""


def size_kb(scripts: Scripts) -> float:
    """All scripts of a portal together, in kB."""
    return sum(len(getattr(scripts, name).encode()) for name in Scripts.__slots__) / 1000


def held_ms(browser: Browser, early: list[str], late: list[str]) -> tuple[float, float]:
    """How long reading and running scripts held a new visitor's page up, in milliseconds.

    `early` are those of the page's source, `late` those that it gets once it has loaded.
    """
    body = PAGE % json.dumps(early).replace("<", "\\u003c")
    context = browser.new_context()
    context.route("**/*", lambda route: route.fulfill(content_type="text/html", body=body))
    page = context.new_page()
    page.goto("https://www.acme.test/")
    held, ran, hits = page.evaluate("(late) => { late.forEach(put); return [held, ran, hits]; }", late)
    context.close()
    assert hits == 1
    return held - ran, ran


def row(browser: Browser, generation: Generation, rounds: int) -> tuple[float, float, tuple[str, ...]]:
    """Size in kB, median time of running in ms, and the line of the table."""
    scripts = render(PortalConfig(generation=generation, cookie_domains=(".acme.test",)))
    own = [scripts.banner, scripts.analytics]
    ways: list[tuple[list[str], list[str]]] = [(own, []), ([FLOOR], []), ([], own)]
    times = [[held_ms(browser, *way) for way in ways] for _ in range(rounds + WARM_UP)]
    own_times, floor_times, late_times = zip(*times[WARM_UP:], strict=True)
    reading, running = zip(*own_times, strict=True)
    floor, late = ([ran for _, ran in each] for each in (floor_times, late_times))
    size = size_kb(scripts)
    real = f"{REAL_KB[generation]} kB" if generation in REAL_KB else "unknown"
    figures = (median(reading), median(running), min(running), median(floor), min(floor), median(late))
    return size, median(running), (generation, f"{size:.1f} kB", real, *(f"{figure:.1f} ms" for figure in figures))


def main(rounds: int, engine: Engine) -> int:
    """Measure, print, and say by the exit status whether the stand-in is as small and quick as it should be."""
    with sync_playwright() as playwright:
        browser = getattr(playwright, engine).launch(**launch_options(find_browser(engine)))
        print(f"{engine} {browser.version}; medians of {rounds} rounds, and the best one")
        rows = [row(browser, generation, rounds) for generation in get_args(Generation)]
        browser.close()
    print_table(HEAD, [cells for _, _, cells in rows])
    return int(any(size > MOST_KB or (engine == "chromium" and running > MOST_MS) for size, running, _ in rows))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--browser", choices=get_args(Engine), default="chromium")
    given = parser.parse_args()
    sys.exit(main(given.rounds, given.browser))
