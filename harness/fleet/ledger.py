"""Who has been told of what, so that nobody is told twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from harness.audit.finding import SEVERITIES, Severity
from harness.fleet.change import Change
from harness.fleet.history import History
from harness.fleet.reading import change_of

__all__ = ["News", "claimed"]

QUIET = timedelta(days=7)
"""How old a change may be to be told, and how long the same change of the same thing is not told again."""

News = list[Change]

# CROSS JOIN has SQLite begin with the runs of the last days: of all that was ever written, they are few.
_PENDING = """
SELECT changes.id, name, what, changes.severity, changes.text, kind, key, rule,
  EXISTS (SELECT 1 FROM alerts JOIN changes AS told ON told.id = alerts.change
          WHERE channel = :channel AND told.thing = changes.thing AND told.what = changes.what AND at > :quiet) AS known
FROM runs CROSS JOIN results ON results.run = runs.id CROSS JOIN changes ON changes.result = results.id
  JOIN sites ON sites.id = results.site JOIN things ON things.id = changes.thing
WHERE runs.fleet = :fleet AND (runs.ended_at IS NULL OR runs.ended_at > :quiet) AND results.started_at > :quiet
  AND NOT EXISTS (SELECT 1 FROM alerts WHERE alerts.change = changes.id AND channel = :channel)
ORDER BY changes.id
"""


@contextmanager
def claimed(history: History, fleet: str, channel: str, now: datetime, least: Severity) -> Iterator[News]:
    """The changes that this channel is still to be told of, for the time of the telling.

    They are this one's alone: another process does not get them. Where the telling fails they are given back; where
    the process dies in it they are taken for told, for nobody knows, and twice is worse than once.
    """
    ids, news = _claim(history, fleet, channel, now, least)
    try:
        yield news
    except BaseException:
        with history.writing() as connection:
            connection.executemany("DELETE FROM alerts WHERE change = ? AND channel = ?", ((i, channel) for i in ids))
        raise
    with history.writing() as connection:
        told = "UPDATE alerts SET state = 'sent' WHERE change = ? AND channel = ?"
        connection.executemany(told, ((each, channel) for each in ids))


def _claim(history: History, fleet: str, channel: str, now: datetime, least: Severity) -> tuple[list[int], News]:
    values = {"channel": channel, "fleet": fleet, "quiet": (now - QUIET).isoformat()}
    with history.writing() as connection:
        rows = connection.execute(_PENDING, values).fetchall()
        found = {row["id"]: change_of(row) for row in rows if not row["known"]}
        wanted = {number: change for number, change in found.items() if _tells(change, least)}
        connection.executemany(
            "INSERT INTO alerts (change, channel, state, at) VALUES (?, ?, 'claimed', ?)",
            ((number, channel, now.isoformat()) for number in wanted),
        )
    return [*wanted], sorted(wanted.values(), key=_rank)


def _tells(change: Change, least: Severity) -> bool:
    return (change.is_regression or change.is_repair) and SEVERITIES.index(change.severity) <= SEVERITIES.index(least)


def _rank(change: Change) -> tuple[bool, int, str]:
    return (not change.is_regression, SEVERITIES.index(change.severity), change.site)
