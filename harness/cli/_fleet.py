"""A run over a fleet as the command line tells it: who visits, what is kept, and what is said at the end."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.audit.words import count
from harness.cli._reporting import CLEAN, COULD_NOT_RUN, FOUND
from harness.errors import UsageError
from harness.fleet.result import HEALTHS

if TYPE_CHECKING:
    from harness.fleet.dask import Look
    from harness.fleet.history import History
    from harness.fleet.keeping import Keeping
    from harness.fleet.look import Delivery
    from harness.fleet.schedule import Manners
    from harness.fleet.sites import FleetSite

__all__ = ["Asked", "fleet_of", "visited"]

SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a run is to be: its sites, the fleet's name, how they are looked at, and by whom."""

    sites: tuple[FleetSite, ...]
    fleet: str
    manners: Manners
    limit_s: float
    look: Look
    scheduler: str | None
    workers: int


def fleet_of(file: Path) -> str:
    """The name of the fleet that a file is of: its own, or that of its folder where each site has a file."""
    return file.absolute().parent.name if file.suffix == ".toml" else file.stem


def visited(history: History, asked: Asked, *, resume: bool) -> int:
    """Visit what is left, say how the whole run went, and give the exit code."""
    from harness.fleet.keeping import Keeping

    keeping = Keeping(history=history, run=_begun(history, asked, resume=resume), fleet=asked.fleet)
    done = history.done(keeping.run)
    left = {site.name: site for site in asked.sites if site.name not in done}
    if resume:
        _say(f"run {keeping.run} goes on; {len(done)} of {len(asked.sites)} sites were done")
    try:
        if left:
            _visit(left, asked, keeping)
    except KeyboardInterrupt:
        kept = len(history.done(keeping.run))
        _say(f"interrupted; {kept} of {len(asked.sites)} sites are done and kept: go on with --resume")
        return COULD_NOT_RUN
    history.end(keeping.run, datetime.now(UTC))
    return _told(history, keeping.run)


def _begun(history: History, asked: Asked, *, resume: bool) -> int:
    if not resume:
        return history.begin(asked.fleet, len(asked.sites), datetime.now(UTC))
    run = history.unfinished(asked.fleet)
    if run is None:
        raise UsageError(f"the last run of {asked.fleet} came to its end; leave --resume out to begin another")
    return run


def _visit(left: dict[str, FleetSite], asked: Asked, keeping: Keeping) -> None:
    from harness.audit.crawl.address import site_of
    from harness.fleet.dask import dask_workers
    from harness.fleet.running import Running
    from harness.fleet.schedule import Schedule

    def host_of(name: str) -> str:
        # Sample sites are served by their visitor, and spare no host.
        return site_of(left[name].url) if left[name].url else f"sample {name}"

    with (
        _stoppable() as stopped,
        dask_workers(asked.look, scheduler=asked.scheduler, workers=asked.workers) as workers,
    ):
        Running(
            sites=left,
            schedule=Schedule.of(left, host_of, asked.manners),
            workers=workers,
            keep=_telling(keeping, len(left)),
            limit_s=asked.limit_s,
            clock=time.monotonic,
            say=_say,
            stopped=stopped,
        ).run()


@contextmanager
def _stoppable() -> Iterator[Callable[[], bool]]:
    """Tell whether Ctrl-C, or the SIGTERM of a scheduler of jobs, has come; who insists is obeyed at once.

    An exception that is raised wherever the program happens to be is lost where that is a finalizer.
    """
    asked: list[int] = []

    def note(number: int, _: object) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)

    before = [(each, signal.signal(each, note)) for each in (signal.SIGINT, signal.SIGTERM)]
    try:
        yield lambda: bool(asked)
    finally:
        for each, handler in before:
            signal.signal(each, handler)


def _telling(keeping: Keeping, total: int) -> Callable[[Delivery], None]:
    """Keep, and at a terminal tell each site that is done."""

    def keep(delivery: Delivery) -> None:
        keeping.keep(delivery)
        if sys.stderr.isatty():
            result = delivery.result
            _say(f"{keeping.kept} of {total}  {result.health:<7}  {result.site}  {result.took_s:.1f} s")

    return keep


def _say(text: str) -> None:
    click.echo(f"hstrack: {text}", err=True)


def _told(history: History, number: int) -> int:
    """Say what a run came by, also before it was interrupted; the exit code."""
    from harness.fleet.reading import changes_of, failures_of, run_of

    run = run_of(history, number)
    healths = ", ".join(f"{run.healths[each]} {each}" for each in HEALTHS if each in run.healths)
    click.echo(f"run {number} of {run.fleet}: {count(run.done, 'site')}: {healths or 'nothing was left'}")
    for site, failure in failures_of(history, number, SHOWN):
        click.echo(f"  {site}: {failure}")
    worse = [change for change in changes_of(history, number) if change.is_regression]
    repairs = sum(change.is_repair for change in changes_of(history, number))
    click.echo(f"{count(len(worse), 'regression')}, {count(repairs, 'repair')} since the last time")
    for change in worse[:SHOWN]:
        click.echo(f"  {change.severity:<7}  {change.site}  {change.phrase}")
    if len(worse) > SHOWN:
        click.echo(f"  and {len(worse) - SHOWN} more; `hstrack history SITE` tells them")
    if "failed" in run.healths:
        return COULD_NOT_RUN
    return FOUND if worse else CLEAN
