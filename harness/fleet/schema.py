"""The tables of a history, and how an older file becomes one of today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.errors import HistoryError

if TYPE_CHECKING:
    from sqlite3 import Connection

__all__ = ["VERSION", "migrate"]

# A thing is there for spells: from the result that first had it to the last one in a row. A spell that goes on is made
# longer, so a night without news adds one row for each site. Results are numbered in the order in which they came.
_FIRST = (
    "CREATE TABLE runs (id INTEGER PRIMARY KEY, fleet TEXT NOT NULL, sites INTEGER NOT NULL, started_at TEXT NOT NULL,"
    " ended_at TEXT)",
    "CREATE TABLE sites (id INTEGER PRIMARY KEY, fleet TEXT NOT NULL, name TEXT NOT NULL, url TEXT NOT NULL,"
    " UNIQUE (fleet, name))",
    "CREATE TABLE results (id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs, site INTEGER NOT NULL"
    " REFERENCES sites, started_at TEXT NOT NULL, took_s REAL NOT NULL, attempts INTEGER NOT NULL, looked INTEGER NOT"
    " NULL, health TEXT NOT NULL, pages INTEGER NOT NULL, hits INTEGER NOT NULL, errors INTEGER NOT NULL, warnings"
    " INTEGER NOT NULL, notes INTEGER NOT NULL, page TEXT NOT NULL, UNIQUE (run, site))",
    "CREATE INDEX results_of_site ON results (site)",
    "CREATE TABLE things (id INTEGER PRIMARY KEY, site INTEGER NOT NULL REFERENCES sites, kind TEXT NOT NULL, key TEXT"
    " NOT NULL, rule TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (site, kind, key))",
    "CREATE TABLE spells (thing INTEGER NOT NULL REFERENCES things, first INTEGER NOT NULL REFERENCES results, last"
    " INTEGER NOT NULL REFERENCES results, severity TEXT, PRIMARY KEY (thing, first)) WITHOUT ROWID",
    "CREATE TABLE changes (id INTEGER PRIMARY KEY, result INTEGER NOT NULL REFERENCES results, thing INTEGER NOT NULL"
    " REFERENCES things, what TEXT NOT NULL, severity TEXT, text TEXT NOT NULL)",
    "CREATE INDEX changes_of_result ON changes (result)",
)
_ALERTS = (
    "CREATE TABLE alerts (change INTEGER NOT NULL REFERENCES changes, channel TEXT NOT NULL, state TEXT NOT NULL,"
    " at TEXT NOT NULL, PRIMARY KEY (change, channel)) WITHOUT ROWID",
)
# Whether a thing's change was told before is asked of each change of a night.
_TOLD = ("CREATE INDEX changes_of_thing ON changes (thing)",)
MIGRATIONS = (_FIRST, _ALERTS, _TOLD)
VERSION = len(MIGRATIONS)


def migrate(connection: Connection) -> None:
    """Bring a file to the version of today, each step whole or not at all; HistoryError for one from the future."""
    if _version(connection) == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Asked again: another process may have done it meanwhile.
        version = _version(connection)
        if version > VERSION:
            raise HistoryError(f"is a history of version {version}, but only {VERSION} is known; use a newer hstrack")
        for statement in (each for step in MIGRATIONS[version:] for each in step):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _version(connection: Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
