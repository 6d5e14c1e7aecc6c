"""What the history tells: runs, sites by health, the course of one site, its things over time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from sqlite3 import Row
from typing import cast

from harness.fleet.change import Change, What
from harness.fleet.history import History
from harness.fleet.result import Health
from harness.fleet.state import KINDS, Kind, Thing

__all__ = [
    "Course",
    "Look",
    "RunSeen",
    "Spell",
    "change_of",
    "changes_of",
    "courses_of",
    "failures_of",
    "fleets",
    "news_of",
    "run_of",
    "runs_of",
    "spells_of",
]

_CHANGES = """
SELECT name, what, changes.severity, changes.text, kind, key, rule
FROM results CROSS JOIN changes ON changes.result = results.id
  JOIN sites ON sites.id = results.site JOIN things ON things.id = changes.thing
WHERE run = ? ORDER BY changes.id
"""
# CROSS JOIN has SQLite go from the newest change on, so that no more is read than is wanted.
_NEWS = """
SELECT results.started_at, name, what, changes.severity, changes.text, kind, key, rule
FROM changes CROSS JOIN results ON results.id = changes.result CROSS JOIN sites ON sites.id = results.site
  JOIN things ON things.id = changes.thing
WHERE fleet = ?1 AND ?2 IS NULL ORDER BY changes.result DESC, changes.id
"""
_NEWS_OF_SITE = """
SELECT results.started_at, name, what, changes.severity, changes.text, kind, key, rule
FROM sites JOIN results ON results.site = sites.id JOIN changes ON changes.result = results.id
  JOIN things ON things.id = changes.thing
WHERE fleet = ?1 AND name = ?2 ORDER BY changes.result DESC, changes.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSeen:
    """One run: its fleet, when it was (RFC 3339), how many sites it wanted and came by, in which health they were."""

    number: int
    fleet: str
    started_at: str
    ended_at: str | None
    sites: int
    healths: dict[Health, int]

    @property
    def done(self) -> int:
        """The sites that it has come by."""
        return sum(self.healths.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One result of a site."""

    run: int
    started_at: str
    health: Health
    errors: int
    warnings: int
    notes: int
    pages: int
    hits: int
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A site and its last looks, the newest last."""

    site: str
    url: str
    looks: tuple[Look, ...]

    @property
    def now(self) -> Look:
        """The newest look."""
        return self.looks[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A time through which a thing was there; `until` is None where it is still there."""

    thing: Thing
    since: str
    until: str | None
    number: int
    """The first spell of a thing is 1; from 2 on it had been gone and came back."""


def fleets(history: History) -> list[str]:
    """The names of all fleets."""
    return [name for (name,) in history.rows("SELECT DISTINCT fleet FROM runs ORDER BY fleet")]


def runs_of(history: History, fleet: str | None = None, most: int = 30) -> list[RunSeen]:
    """The newest runs, of all fleets or of one, the newest first."""
    asked = "SELECT * FROM runs WHERE ?1 IS NULL OR fleet = ?1 ORDER BY id DESC LIMIT ?2"
    return [_run(history, row) for row in history.rows(asked, fleet, most)]


def run_of(history: History, number: int) -> RunSeen:
    """The run of a number that a run has."""
    (row,) = history.rows("SELECT * FROM runs WHERE id = ?", number)
    return _run(history, row)


def failures_of(history: History, run: int, most: int) -> list[tuple[str, str]]:
    """Sites that a run could not visit whole, each with what it was told of them."""
    asked = (
        "SELECT name, text FROM results JOIN sites ON sites.id = results.site JOIN things ON things.site = sites.id"
        " WHERE run = ? AND health = 'failed' AND kind = 'failure' ORDER BY results.id LIMIT ?"
    )
    return [(row["name"], row["text"]) for row in history.rows(asked, run, most)]


def courses_of(history: History, fleet: str, site: str | None = None, most: int = 14) -> Iterator[Course]:
    """Every site of a fleet, or one, with its last looks, in the order of their names."""
    asked = (
        "SELECT sites.name, sites.url, results.* FROM sites JOIN results ON results.id IN (SELECT id FROM results AS"
        " last WHERE last.site = sites.id ORDER BY id DESC LIMIT ?2) WHERE fleet = ?1 AND (?3 IS NULL OR name = ?3)"
        " ORDER BY sites.name, results.id"
    )
    for _, looks in groupby(history.stream(asked, fleet, most, site), lambda row: str(row["name"])):
        yield _course([*looks])


def news_of(
    history: History,
    fleet: str,
    site: str | None = None,
    most: int = 200,
    wanted: Callable[[Change], bool] = lambda _: True,
) -> list[tuple[str, Change]]:
    """The newest changes that are wanted with their time, the newest first."""
    asked = _NEWS_OF_SITE if site else _NEWS
    rows = ((row["started_at"], change_of(row)) for row in history.stream(asked, fleet, site))
    return list(islice((each for each in rows if wanted(each[1])), most))


def changes_of(history: History, run: int) -> Iterator[Change]:
    """What a run found other than it was, site by site in the order in which they were written."""
    return map(change_of, history.stream(_CHANGES, run))


def spells_of(history: History, fleet: str, site: str) -> list[Spell]:
    """Every thing that was ever seen at a site, spell by spell, faults first."""
    asked = (
        "SELECT kind, key, things.text, severity, rule, since.started_at AS since, until.started_at AS until, last ="
        " (SELECT max(id) FROM results WHERE site = sites.id) AS lasts, row_number() OVER (PARTITION BY thing ORDER BY"
        " first) AS number FROM spells JOIN things ON things.id = thing JOIN sites ON sites.id = things.site"
        " JOIN results AS since ON since.id = first JOIN results AS until ON until.id = last"
        " WHERE fleet = ? AND name = ?"
    )
    found = [_spell(row) for row in history.rows(asked, fleet, site)]
    return sorted(found, key=lambda each: (KINDS.index(each.thing.kind), each.thing.text, each.number))


def change_of(row: Row) -> Change:
    """The change of a row with `name`, `what` and the parts of its thing."""
    return Change(site=row["name"], what=cast("What", row["what"]), thing=_thing(row))


def _thing(row: Row) -> Thing:
    kind = cast("Kind", row["kind"])
    return Thing(kind=kind, key=row["key"], text=row["text"], severity=row["severity"], rule=row["rule"])


def _run(history: History, row: Row) -> RunSeen:
    asked = "SELECT health, count(*) FROM results WHERE run = ? GROUP BY health"
    return RunSeen(
        number=row["id"],
        fleet=row["fleet"],
        started_at=row["started_at"],
        ended_at=row["ended_at"],
        sites=row["sites"],
        healths={each["health"]: each[1] for each in history.rows(asked, row["id"])},
    )


def _course(rows: list[Row]) -> Course:
    return Course(site=rows[-1]["name"], url=rows[-1]["url"], looks=tuple(map(_look, rows)))


def _look(row: Row) -> Look:
    return Look(
        run=row["run"],
        started_at=row["started_at"],
        health=row["health"],
        errors=row["errors"],
        warnings=row["warnings"],
        notes=row["notes"],
        pages=row["pages"],
        hits=row["hits"],
        page=row["page"],
    )


def _spell(row: Row) -> Spell:
    until = None if row["lasts"] else row["until"]
    return Spell(thing=_thing(row), since=row["since"], until=until, number=row["number"])
