"""How fleets scale: `python -m benchmarks.fleet` prints sites a minute, efficiency, memory, and what a large one costs.

`--sites` local sites are visited by a browser on each number of `--workers`. `--simulated` sites are looked at without
one, from recorded evidence, for two nights, and copies of the second make a history of `--nights`: to show that
scheduler, store, alerts and dashboard hold.

It can be run in parts: `--simulated 0 --workers 1`, and later `--simulated 0 --workers 4 --alone 12.5` with the sites a
minute that one worker had.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import psutil
from playwright.sync_api import sync_playwright

from benchmarks.report import opening_s
from harness.audit.registry import catalogue
from harness.audit.testing import event, page, page_view, push, sent, visit
from harness.cli._dashboard import written
from harness.fleet.dask import Look, dask_workers
from harness.fleet.history import History
from harness.fleet.keeping import Keeping
from harness.fleet.ledger import claimed
from harness.fleet.look import Delivery, Means, look
from harness.fleet.result import result_of
from harness.fleet.running import Running
from harness.fleet.schedule import Manners, Schedule
from harness.fleet.sites import FleetSite
from harness.report.build import GrowingReport
from harness.stage.browsers import find_browser, launch_options

RECORDED = (
    visit(page("/"), page_view("/"), sent(event("pe4242_open", course="Math101"), on="/courses/17")),
    visit(page("/"), push("identify", {"email": "guest@acme.test"}), sent(page_view("/"), email="guest@acme.test")),
)
"""What two sites sent, one of them with a fault."""
RULES = catalogue()
SAMPLE_S = 1.0
OPENINGS = 5


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sites", type=int, default=500)
    asked.add_argument("--workers", type=int, nargs="*", default=[1, 2, 4])
    asked.add_argument("--alone", type=float, default=0.0)
    asked.add_argument("--simulated", type=int, default=20_000)
    asked.add_argument("--nights", type=int, default=60)
    options = asked.parse_args()
    if options.sites:
        print("| workers | sites | s | sites a minute | efficiency | memory of a worker, MB |")
        print("| --- | --- | --- | --- | --- | --- |")
        alone = options.alone
        for workers in options.workers:
            took_s, memory = visited(options.sites, workers)
            rate = 60 * options.sites / took_s
            alone = alone or rate / workers
            share = f"{rate / workers / alone:.0%}"
            print(f"| {workers} | {options.sites} | {took_s:.0f} | {rate:.1f} | {share} | {memory:.0f} |", flush=True)
    if options.simulated:
        simulated(options.simulated, options.workers[-1], options.nights)


def visited(number: int, workers: int) -> tuple[float, float]:
    """Seconds for so many sites with a browser, and megabytes of a worker with its browsers at the most."""
    sites = [FleetSite(site="spa", name=f"{count}.acme.test") for count in range(number)]
    with tempfile.TemporaryDirectory() as folder, watched() as peak:
        took_s = run(sites, partial(look, means=Means()), Path(folder), workers)
    return took_s, max(peak) / workers / 1e6


def simulated(number: int, workers: int, nights: int) -> None:
    """Two nights of a large fleet, and its history when it is old: what they take, and what the dashboard takes."""
    sites = [FleetSite(url=f"https://{count}.acme-{count}.test/", name=f"{count}.test") for count in range(number)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for night in (1, 2):
            took_s = run(sites, partial(recorded, night=night), folder, workers)
            print(f"night {night}: {number:,} sites in {took_s:.1f} s ({number / took_s:.0f} a second)", flush=True)
        print(f"memory of the client: {memory_mb():.0f} MB", flush=True)
        with History(folder / "history.sqlite") as history:
            counted = history.rows("SELECT count(*), count(DISTINCT run * 1000000 + site) FROM results")[0]
            assert tuple(counted) == (2 * number, 2 * number), "each site is counted once a night"
            read(history, number, "after 2 nights")
            aged(history, number, nights)
            read(history, number, f"after {nights} nights")


def read(history: History, number: int, when: str) -> None:
    """Say what it takes to tell of a history."""
    folder = history.file.parent / "public"
    with timed() as alerts, claimed(history, "fleet", when, datetime.now(UTC), "warning") as news:
        pass
    with timed() as again, claimed(history, "fleet", when, datetime.now(UTC), "warning") as known:
        assert not known, "nothing is told twice"
    with timed() as pages:
        written(history, "fleet", folder)
    sizes = [each.stat().st_size for each in folder.iterdir()]
    print(f"{when}: history {history.file.stat().st_size / 1e6:.1f} MB")
    print(f"  alerts: {len(news):,} of {number:,} sites found in {alerts[0]:.2f} s, none again in {again[0]:.2f} s")
    print(
        f"  dashboard: {pages[0]:.1f} s, {sum(sizes) / 1e6:.1f} MB on {len(sizes)} pages, {max(sizes) / 1e3:.0f} kB one"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options(find_browser("chromium")))
        for page in ("index.html", "sites-1.html"):
            took = [opening_s(browser, folder / page) for _ in range(OPENINGS)]
            print(f"  {page} opens in {min(took):.2f} s at best, {statistics.median(took):.2f} s at the median")
        browser.close()
    print(f"  memory: {memory_mb():.0f} MB", flush=True)


def aged(history: History, number: int, nights: int) -> None:
    """Copy the second night until there are so many."""
    with history.writing() as connection:
        for _ in range(2, nights):
            connection.execute(
                "INSERT INTO runs (fleet, sites, started_at, ended_at) SELECT fleet, sites, started_at, ended_at"
                " FROM runs WHERE id = 2"
            )
            connection.execute(
                "INSERT INTO results (run, site, started_at, took_s, attempts, looked, health, pages, hits, errors,"
                " warnings, notes, page) SELECT (SELECT max(id) FROM runs), site, started_at, took_s, attempts, looked,"
                " health, pages, hits, errors, warnings, notes, page FROM results WHERE run = 2"
            )
        connection.execute("UPDATE spells SET last = last + ? WHERE last > ?", (number * max(nights - 2, 0), number))


def recorded(site: FleetSite, night: int) -> Delivery:
    """A look at what was recorded: judged and stored like a real one; its report is left out."""
    began, started_at = time.perf_counter(), datetime.now(UTC)
    growing = GrowingReport(RULES)
    number = int(site.name.partition(".")[0])
    # One site in a hundred is another one on the second night.
    growing.add(RECORDED[(number + (night > 1 and number % 100 == 0)) % 2])
    report = growing.report()
    took_s = time.perf_counter() - began
    return Delivery(
        result=result_of(report, site=site.name, url=site.place, started_at=started_at, took_s=took_s, page="")
    )


def run(sites: list[FleetSite], how: Look, folder: Path, workers: int) -> float:
    """Seconds that a run takes, its workers being there."""
    named = {site.name: site for site in sites}
    with (
        History(folder / "history.sqlite") as history,
        dask_workers(how, scheduler=None, workers=workers) as engine,
    ):
        keeping = Keeping(history=history, run=history.begin("fleet", len(sites), datetime.now(UTC)), fleet="fleet")
        began = time.monotonic()
        Running(
            sites=named,
            schedule=Schedule.of(named, str, Manners(gap_s=0)),
            workers=engine,
            keep=keeping.keep,
            limit_s=300,
            clock=time.monotonic,
        ).run()
        took_s = time.monotonic() - began
        history.end(keeping.run, datetime.now(UTC))
    assert keeping.kept == len(sites), "each site is counted once"
    return took_s


@contextmanager
def timed() -> Iterator[list[float]]:
    """Seconds, once it is over."""
    began, took = time.perf_counter(), [0.0]
    yield took
    took[0] = time.perf_counter() - began


@contextmanager
def watched() -> Iterator[list[int]]:
    """The memory of all processes below this one, looked at again and again, in bytes; what is shared counts once."""
    peak, over = [0], threading.Event()

    def watch() -> None:
        while not over.wait(SAMPLE_S):
            peak.append(sum(map(_memory, psutil.Process().children(recursive=True))))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield peak
    finally:
        over.set()
        thread.join()


def memory_mb() -> float:
    """The memory of this process at its most, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6


def _memory(process: psutil.Process) -> int:
    try:
        found = process.memory_full_info()
        return int(getattr(found, "pss", found.uss))
    except psutil.Error:
        return 0


if __name__ == "__main__":
    # What is of this module is imported by the workers; of `__main__` each task would carry a copy, rules and all.
    from benchmarks import fleet

    fleet.main()
