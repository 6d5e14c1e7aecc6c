"""The history of a fleet: one SQLite file that several runs may write into at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from harness.errors import HistoryError
from harness.fleet.change import Change, Things, changes_between, held
from harness.fleet.result import SiteResult
from harness.fleet.schema import migrate
from harness.fleet.state import Kind, Thing

__all__ = ["History"]

WAIT_S = 60.0
"""How long a writer waits for the others; one site takes a few milliseconds."""


class History:
    """Runs, sites and what was seen there; each site of a run is written in one transaction, once.

    A process that is killed loses at most what it was about to write. Raises HistoryError for a file that is none,
    that is of a newer version, or that cannot be written.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        with self._told():
            file.absolute().parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(file, timeout=WAIT_S, isolation_level=None)
            self._connection.row_factory = sqlite3.Row
        try:
            with self._told():
                # Readers go on while somebody writes; what a power cut takes of the last writes is visited again.
                self._connection.execute("PRAGMA journal_mode = WAL")
                self._connection.execute("PRAGMA synchronous = NORMAL")
                migrate(self._connection)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> History:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def begin(self, fleet: str, sites: int, at: datetime) -> int:
        """A new run over so many sites; its number."""
        with self.writing() as connection:
            done = connection.execute(
                "INSERT INTO runs (fleet, sites, started_at) VALUES (?, ?, ?)", (fleet, sites, at.isoformat())
            )
        return int(done.lastrowid or 0)

    def unfinished(self, fleet: str) -> int | None:
        """The newest run of a fleet, if it has not come to its end."""
        found = self.rows("SELECT id, ended_at FROM runs WHERE fleet = ? ORDER BY id DESC LIMIT 1", fleet)
        return next((int(number) for number, ended in found if ended is None), None)

    def done(self, run: int) -> frozenset[str]:
        """The names of the sites that a run has come by."""
        asked = "SELECT sites.name FROM results JOIN sites ON sites.id = results.site WHERE results.run = ?"
        return frozenset(name for (name,) in self.rows(asked, run))

    def end(self, run: int, at: datetime) -> None:
        """Say that a run has come to its end; saying so again changes nothing."""
        with self.writing() as connection:
            connection.execute("UPDATE runs SET ended_at = ? WHERE id = ? AND ended_at IS NULL", (at.isoformat(), run))

    def add(self, run: int, result: SiteResult) -> list[Change] | None:
        """Write what a run came by at a site, and give what is other than before; None where it has been written.

        The result before is the one that was written last, whichever run it is of.
        """
        with self.writing() as connection:
            fleet = _one(connection, "SELECT fleet FROM runs WHERE id = ?", run)
            if fleet is None:
                raise HistoryError(f"{self.file}: there is no run {run}; begin one")
            return _Writing(connection, run, _site(connection, str(fleet), result), result).write()

    def rows(self, asked: str, *values: object) -> list[sqlite3.Row]:
        """The rows that a question is answered with."""
        with self._told():
            return self._connection.execute(asked, values).fetchall()

    def stream(self, asked: str, *values: object) -> Iterator[sqlite3.Row]:
        """The same row by row, for answers that are long."""
        with self._told():
            yield from self._connection.execute(asked, values)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, which waits for those of others; all of it is kept, or nothing."""
        with self._told():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                # On a full disk SQLite has done so by itself.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except HistoryError as error:
            told = str(error)
            raise HistoryError(told if told.startswith(str(self.file)) else f"{self.file}: {told}") from None
        except (sqlite3.Error, OSError) as error:
            why = getattr(error, "strerror", None) or error
            raise HistoryError(
                f"{self.file}: the history cannot be used ({why}); name another with --history"
            ) from None


class _Writing:
    """One result on its way into the file, within a transaction."""

    def __init__(self, connection: sqlite3.Connection, run: int, site: int, result: SiteResult) -> None:
        self.connection = connection
        self.run = run
        self.site = site
        self.result = result

    def write(self) -> list[Change] | None:
        before_id = _one(self.connection, "SELECT max(id) FROM results WHERE site = ?", self.site)
        if _one(self.connection, "SELECT 1 FROM results WHERE run = ? AND site = ?", self.run, self.site):
            return None
        ids, before = self._known(), self._before(before_id)
        looked = _one(self.connection, "SELECT 1 FROM results WHERE site = ? AND looked LIMIT 1", self.site)
        changes = changes_between(self.result.site, before if looked else None, self.result.seen, ids)
        number = self._result()
        ids |= self._things(ids)
        self._spells(number, before, ids)
        self.connection.executemany(
            "INSERT INTO changes (result, thing, what, severity, text) VALUES (?, ?, ?, ?, ?)",
            ((number, ids[c.thing.name], c.what, c.thing.severity, c.thing.text) for c in changes),
        )
        return changes

    def _known(self) -> dict[tuple[Kind, str], int]:
        asked = "SELECT kind, key, id FROM things WHERE site = ?"
        return {(kind, key): number for kind, key, number in self.connection.execute(asked, (self.site,))}

    def _before(self, result: object) -> Things:
        asked = (
            "SELECT kind, key, text, severity, rule FROM spells JOIN things ON things.id = thing"
            " WHERE site = ? AND last = ?"
        )
        rows = self.connection.execute(asked, (self.site, result))
        things = (Thing(kind=row[0], key=row[1], text=row[2], severity=row[3], rule=row[4]) for row in rows)
        return {thing.name: thing for thing in things}

    def _result(self) -> int:
        result = self.result
        weights = [result.severities.get(severity, 0) for severity in ("error", "warning", "note")]
        done = self.connection.execute(
            "INSERT INTO results (run, site, started_at, took_s, attempts, looked, health, pages, hits, errors,"
            " warnings, notes, page) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self.run,
                self.site,
                result.started_at.isoformat(),
                result.took_s,
                result.attempts,
                result.seen.looked,
                result.health,
                result.pages,
                result.hits,
                *weights,
                result.page,
            ),
        )
        return int(done.lastrowid or 0)

    def _things(self, ids: dict[tuple[Kind, str], int]) -> dict[tuple[Kind, str], int]:
        """Write the things that nobody knew, and the new words of the others; the numbers of all that were seen."""
        seen = self.result.seen.things
        self.connection.executemany(
            "UPDATE things SET text = ?1 WHERE id = ?2 AND text <> ?1",
            ((thing.text, ids[name]) for name, thing in seen.items() if name in ids and thing.kind in _WORDY),
        )
        return {name: self._thing(thing) for name, thing in seen.items() if name not in ids}

    def _thing(self, thing: Thing) -> int:
        done = self.connection.execute(
            "INSERT INTO things (site, kind, key, rule, text) VALUES (?, ?, ?, ?, ?)",
            (self.site, thing.kind, thing.key, thing.rule, thing.text),
        )
        return int(done.lastrowid or 0)

    def _spells(self, number: int, before: Things, ids: dict[tuple[Kind, str], int]) -> None:
        """Lengthen the spells that go on, and begin those of what was not there."""
        now = held(before, self.result.seen)
        going: Iterable[Thing] = [thing for name, thing in now.items() if name in before]
        self.connection.executemany(
            "UPDATE spells SET last = ?, severity = ? WHERE thing = ?"
            " AND first = (SELECT max(first) FROM spells WHERE thing = ?)",
            ((number, thing.severity, ids[thing.name], ids[thing.name]) for thing in going),
        )
        self.connection.executemany(
            "INSERT INTO spells (thing, first, last, severity) VALUES (?, ?, ?, ?)",
            ((ids[name], number, number, thing.severity) for name, thing in now.items() if name not in before),
        )


_WORDY = ("finding", "failure")


def _site(connection: sqlite3.Connection, fleet: str, result: SiteResult) -> int:
    connection.execute(
        "INSERT INTO sites (fleet, name, url) VALUES (?, ?, ?)"
        " ON CONFLICT (fleet, name) DO UPDATE SET url = excluded.url WHERE url <> excluded.url",
        (fleet, result.site, result.url),
    )
    return int(str(_one(connection, "SELECT id FROM sites WHERE fleet = ? AND name = ?", fleet, result.site)))


def _one(connection: sqlite3.Connection, asked: str, *values: object) -> object:
    """The one value of an answer, None where there is none."""
    found = connection.execute(asked, values).fetchone()
    return found[0] if found else None
