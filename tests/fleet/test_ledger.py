"""Who has been told of what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from harness.audit.finding import Severity
from harness.errors import FleetError
from harness.fleet.history import History
from harness.fleet.ledger import QUIET, claimed
from tests.fleet.cases import START, finding, named, result

DAY = timedelta(days=1)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    """A finding and a page appeared on the second night."""
    with History(tmp_path / "history.sqlite") as made:
        night(made, 0)
        night(made, 1, finding(severity="warning"), named("page", "www.acme.test/"))
        yield made


def night(history: History, day: int, *things: object) -> None:
    history.add(history.begin("clients", 1, START), result(*things, day=day))  # type: ignore[arg-type]  # things


def told(history: History, channel: str = "issue", now: datetime = START + DAY, least: Severity = "note") -> list[str]:
    with claimed(history, "clients", channel, now, least) as news:
        return [each.phrase for each in news]


APPEARED = ["finding new: identity-never-sent: f1"]


def test_each_channel_is_told_once(history: History) -> None:
    assert [told(history), told(history), told(history, "mail")] == [APPEARED, [], APPEARED]


def test_what_is_milder_than_asked_for_is_not_told(history: History) -> None:
    assert told(history, least="error") == []


def test_what_is_old_is_not_told(history: History) -> None:
    assert told(history, now=START + DAY + QUIET) == []


def test_what_comes_and_goes_is_told_once_a_week(history: History) -> None:
    told(history)
    for day in range(2, 12):
        night(history, day, *[finding(severity="warning")] * (day % 2))

    week = [told(history, now=START + day * DAY) for day in range(2, 5)]

    assert (
        week[0]
        == ["finding came back: identity-never-sent: f1"]
        + ["finding came back: identity-never-sent: f1"] * 4
        + ["finding gone: identity-never-sent: f1"] * 5
    )
    assert week[1:] == [[], []]


def test_a_channel_that_failed_is_told_again(history: History) -> None:
    with pytest.raises(FleetError), claimed(history, "clients", "mail", START + DAY, "note"):
        raise FleetError("the server is away")

    assert told(history, "mail") == APPEARED


def test_what_somebody_is_about_to_tell_is_told_by_nobody_else(history: History) -> None:
    with claimed(history, "clients", "mail", START + DAY, "note"):
        assert told(history, "mail") == []
