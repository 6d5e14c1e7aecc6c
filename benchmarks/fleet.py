"""How fleets scale: `python -m benchmarks.fleet` prints sites a minute, efficiency, memory, and what a large one costs.

`--sites` local sites are visited by a browser on each number of `--workers`. `--simulated` sites are looked at without
one, from recorded evidence, to show that scheduler, store and dashboard hold.
"""

from __future__ import annotations

import argparse
import resource
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

from harness.audit.registry import catalogue
from harness.audit.testing import event, page, page_view, push, sent, visit
from harness.cli._dashboard import written
from harness.fleet.dask import Look, dask_workers
from harness.fleet.history import History
from harness.fleet.keeping import Keeping
from harness.fleet.look import Delivery, Means, look
from harness.fleet.result import result_of
from harness.fleet.running import Running
from harness.fleet.schedule import Manners, Schedule
from harness.fleet.sites import FleetSite
from harness.report.build import GrowingReport

RECORDED = (
    visit(page("/"), page_view("/"), sent(event("pe4242_open", course="Math101"), on="/courses/17")),
    visit(page("/"), push("identify", {"email": "guest@acme.test"}), sent(page_view("/"), email="guest@acme.test")),
)
"""What two sites sent, one of them with a fault."""
SAMPLE_S = 0.2


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--sites", type=int, default=500)
    asked.add_argument("--workers", type=int, nargs="*", default=[1, 2, 4])
    asked.add_argument("--simulated", type=int, default=20_000)
    options = asked.parse_args()
    if options.sites:
        print("| workers | sites a minute | efficiency | memory of a worker, MB |\n| --- | --- | --- | --- |")
        alone = 0.0
        for workers in options.workers:
            rate, memory = visited(options.sites, workers)
            alone = alone or rate / workers
            print(f"| {workers} | {rate:.1f} | {rate / workers / alone:.0%} | {memory:.0f} |", flush=True)
    if options.simulated:
        simulated(options.simulated, options.workers[-1])


def visited(number: int, workers: int) -> tuple[float, float]:
    """Sites a minute with a browser, and megabytes of a worker with its browsers at the most."""
    sites = [FleetSite(site="spa", name=f"{count}.acme.test") for count in range(number)]
    with tempfile.TemporaryDirectory() as folder, watched() as peak:
        took_s = run(sites, partial(look, means=Means()), Path(folder), workers)
    return 60 * number / took_s, max(peak) / workers / 1e6


def simulated(number: int, workers: int) -> None:
    """Two nights of a large fleet: what they take, and what the dashboard takes."""
    sites = [FleetSite(url=f"https://{count}.acme-{count}.test/", name=f"{count}.test") for count in range(number)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for night in (1, 2):
            took_s = run(sites, recorded, folder, workers)
            print(f"night {night}: {number:,} sites in {took_s:.1f} s ({number / took_s:.0f} a second)", flush=True)
        file = folder / "history.sqlite"
        with History(file) as history:
            counted = history.rows("SELECT count(*), count(DISTINCT run * 1000000 + site) FROM results")[0]
            assert tuple(counted) == (2 * number, 2 * number), "each site is counted once a night"
            began = time.perf_counter()
            written(history, "fleet", folder / "public")
            dashboard_s = time.perf_counter() - began
        size = sum(each.stat().st_size for each in (folder / "public").iterdir())
        print(f"history: {file.stat().st_size / 1e6:.1f} MB; dashboard: {dashboard_s:.1f} s, {size / 1e6:.1f} MB")
    unit = 1 if sys.platform == "darwin" else 1024
    print(f"memory of the client: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6:.0f} MB")


def recorded(site: FleetSite) -> Delivery:
    """A look at what was recorded: judged and stored like a real one; its report is left out."""
    began, started_at = time.perf_counter(), datetime.now(UTC)
    growing = GrowingReport(catalogue())
    growing.add(RECORDED[int(site.name.partition(".")[0]) % 2])
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
def watched() -> Iterator[list[int]]:
    """The memory of all processes below this one, looked at again and again, in bytes."""
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


def _memory(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


if __name__ == "__main__":
    main()
