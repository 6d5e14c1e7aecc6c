"""The verb `history`: how did the sites of a fleet fare over time?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.cli._command import option, verb
from harness.cli._history import fleet_in, history_option, opened

if TYPE_CHECKING:
    from harness.fleet.history import History

__all__ = ["command"]


@verb
@click.argument("site", required=False)
@option("--fleet", metavar="NAME", help="Tell of this fleet; needed where the history holds several.")
@option("--last", type=click.IntRange(1, 1000), default=30, help="Tell of no more runs, or changes, than this.  [30]")
@option("--json", "as_json", is_flag=True, help="Print JSON.")
@history_option
def command(site: str | None, *, fleet: str | None, last: int, as_json: bool, history_file: Path | None) -> None:
    """Say how the runs of a fleet went, and of one SITE what appeared, vanished and came back.

    \b
    hstrack history
    hstrack history www.acme.com
    hstrack history www.acme.com --json

    Exit code 0: told; 2: there is no history, or it cannot be read.
    """
    with opened(history_file, wanted=True) as history:
        if as_json:
            click.echo(_json(history, site, fleet, last))
            return
        for line in _site(history, fleet_in(history, fleet), site, last) if site else _runs(history, fleet, last):
            click.echo(line)


def _runs(history: History, fleet: str | None, last: int) -> Iterator[str]:
    from harness.fleet.reading import runs_of
    from harness.fleet.result import HEALTHS

    for run in runs_of(history, fleet, last):
        healths = ", ".join(f"{run.healths[each]} {each}" for each in HEALTHS if each in run.healths)
        state = "" if run.ended_at else ", not finished"
        head = f"run {run.number}  {_minute(run.started_at)}  {run.fleet}"
        yield f"{head}  {run.done} of {run.sites} sites{state}: {healths}"


def _site(history: History, fleet: str, site: str, last: int) -> Iterator[str]:
    from harness.errors import UsageError
    from harness.fleet.reading import courses_of, news_of, spells_of

    course = next(courses_of(history, fleet, site, last), None)
    if course is None:
        raise UsageError(f"{fleet} has no site {site!r}; `hstrack fleet report` lists them all")
    yield f"{course.site}  {course.url}"
    for look in course.looks:
        weights = f"{look.errors} errors, {look.warnings} warnings, {look.notes} notes"
        seen = f"{look.pages} pages, {look.hits} hits"
        yield f"  run {look.run}  {_minute(look.started_at)}  {look.health:<7}  {weights}; {seen}"
    yield "changes, the newest first:"
    for at, change in news_of(history, fleet, site, last):
        yield f"  {_minute(at)}  {change.phrase}"
    yield "open:"
    for spell in spells_of(history, fleet, site):
        if spell.until is None and spell.thing.severity:
            since = f"{'again ' * (spell.number > 1)}since {_minute(spell.since)}"
            yield f"  {spell.thing.severity}  {since}  {spell.thing.text}"


def _json(history: History, site: str | None, fleet: str | None, last: int) -> str:
    import msgspec

    from harness.fleet.reading import courses_of, news_of, runs_of, spells_of

    document: dict[str, object] = {"format": "hstrack-history", "version": 1, "runs": runs_of(history, fleet, last)}
    if site:
        name = fleet_in(history, fleet)
        document["site"] = next(courses_of(history, name, site, last), None)
        document["changes"] = [{"at": at, "change": each} for at, each in news_of(history, name, site, last)]
        document["things"] = spells_of(history, name, site)
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode()


def _minute(at: str) -> str:
    return at[:16].replace("T", " ")
