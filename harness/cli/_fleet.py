"""A run over a fleet as the command line tells it: who visits, what is kept, and what is said at the end."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.audit.words import count
from harness.cli._reporting import CLEAN, COULD_NOT_RUN, FOUND
from harness.errors import UsageError
from harness.fleet.result import HEALTHS
from harness.wire.words import plain

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
    """Visit what is left, say how it went, and give the exit code."""
    from harness.fleet.keeping import Keeping

    keeping = Keeping(history=history, run=_begun(history, asked, resume=resume), fleet=asked.fleet)
    done = history.done(keeping.run)
    left = {site.name: site for site in asked.sites if site.name not in done}
    if resume:
        click.echo(f"hstrack: run {keeping.run} goes on; {len(done)} of {len(asked.sites)} sites were done", err=True)
    try:
        if left:
            _visit(left, asked, keeping)
    except KeyboardInterrupt:
        click.echo(_interrupted(keeping, len(done), len(asked.sites)), err=True)
        return COULD_NOT_RUN
    history.end(keeping.run, datetime.now(UTC))
    for line in _told(keeping):
        click.echo(line)
    return _code(keeping)


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

    with dask_workers(asked.look, scheduler=asked.scheduler, workers=asked.workers) as workers:
        Running(
            sites=left,
            schedule=Schedule.of(left, host_of, asked.manners),
            workers=workers,
            keep=_telling(keeping, len(left)),
            limit_s=asked.limit_s,
            clock=time.monotonic,
            say=lambda text: click.echo(f"hstrack: {text}", err=True),
        ).run()


def _telling(keeping: Keeping, total: int) -> Callable[[Delivery], None]:
    """Keep, and at a terminal tell each site that is done."""

    def keep(delivery: Delivery) -> None:
        keeping.keep(delivery)
        if sys.stderr.isatty():
            result = delivery.result
            told = f"{len(keeping.results)} of {total}  {result.health:<7}  {result.site}  {result.took_s:.1f} s"
            click.echo(f"hstrack: {told}", err=True)

    return keep


def _interrupted(keeping: Keeping, before: int, total: int) -> str:
    done = before + len(keeping.results)
    return f"hstrack: interrupted; {done} of {total} sites are done and kept: go on with --resume"


def _told(keeping: Keeping) -> Iterator[str]:
    healths = Counter(result.health for result in keeping.results)
    told = ", ".join(f"{healths[each]} {each}" for each in HEALTHS if healths[each])
    yield f"run {keeping.run} of {keeping.fleet}: {count(len(keeping.results), 'site')}: {told or 'nothing was left'}"
    for result in [each for each in keeping.results if each.problems][:SHOWN]:
        yield f"  {result.site}: {plain(result.problems[0], 300)}"
    worse = [each for each in keeping.changes if each.is_regression]
    yield f"{count(len(worse), 'regression')}, {count(len(keeping.changes) - len(worse), 'repair')} since the last time"
    for change in worse[:SHOWN]:
        yield f"  {change.severity:<7}  {change.site}  {change.phrase}"
    if len(worse) > SHOWN:
        yield f"  and {len(worse) - SHOWN} more; `hstrack history SITE` tells them"


def _code(keeping: Keeping) -> int:
    if any(result.problems for result in keeping.results):
        return COULD_NOT_RUN
    return FOUND if any(change.is_regression for change in keeping.changes) else CLEAN
