"""The history: what is written is there, once, whoever else writes."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.errors import HistoryError
from harness.fleet import schema
from harness.fleet.change import Change
from harness.fleet.history import History
from harness.fleet.reading import changes_of, courses_of, failures_of, news_of, run_of, runs_of, spells_of
from tests.fleet.cases import START, failure, finding, named, result

FLEET, SITE = "clients", "www.acme.test"
EVENT = named("event", "pe4242_open")


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History(tmp_path / "data" / "history.sqlite") as made:
        yield made


@pytest.fixture
def run(history: History) -> int:
    return history.begin(FLEET, 1, START)


def again(history: History) -> int:
    """One more run."""
    return history.begin(FLEET, 1, START)


def told(changes: list[Change] | None) -> list[str]:
    return [f"{each.what} {each.thing.key}" for each in changes or []]


def test_the_first_look_at_a_site_changes_nothing(history: History, run: int) -> None:
    assert history.add(run, result(finding(), EVENT)) == []


def test_a_site_is_counted_once_in_a_run(history: History, run: int) -> None:
    history.add(run, result(finding()))

    assert history.add(run, result()) is None
    assert [each.done for each in runs_of(history)] == [1]
    assert news_of(history, FLEET) == []


def test_a_finding_is_new_then_still_there_then_gone_then_back(history: History, run: int) -> None:
    nights = [result(), result(finding()), result(finding()), result(), result(finding())]

    found = [told(history.add(again(history), each)) for each in nights]

    assert found == [[], ["new f1"], [], ["gone f1"], ["came back f1"]]


def test_a_night_of_failure_makes_nothing_vanish(history: History, run: int) -> None:
    nights = [result(finding(), EVENT), result(failure(), whole=False, looked=False), result(finding(), EVENT)]

    found = [told(history.add(again(history), each)) for each in nights]

    assert found == [[], ["new visit"], ["gone visit"]]


def test_what_is_seen_after_a_first_failure_is_no_news(history: History, run: int) -> None:
    history.add(run, result(failure(), whole=False, looked=False))

    assert told(history.add(again(history), result(finding(), EVENT))) == []


def test_spells_say_since_when_a_thing_is_there(history: History, run: int) -> None:
    for day, things in enumerate([(finding(),), (finding(),), (), (finding(),)]):
        history.add(again(history), result(*things, day=day))

    found = [(each.number, each.since[:10], (each.until or "open")[:10]) for each in spells_of(history, FLEET, SITE)]

    assert found == [(1, "2026-03-01", "2026-03-02"), (2, "2026-03-04", "open")]


def test_a_night_without_news_adds_no_spell(history: History, run: int) -> None:
    for _ in range(3):
        history.add(again(history), result(finding(), EVENT))

    assert [tuple(row) for row in history.rows("SELECT count(*) FROM spells")] == [(2,)]


def test_a_graver_finding_is_kept_as_it_is_now(history: History, run: int) -> None:
    history.add(run, result(finding(severity="note")))

    assert told(history.add(again(history), result(finding()))) == ["worse f1"]
    assert [each.thing for each in spells_of(history, FLEET, SITE)] == [finding()]


def test_sites_of_two_fleets_are_two_sites(history: History, run: int) -> None:
    history.add(run, result(finding()))

    assert history.add(history.begin("others", 1, START), result()) == []


def test_a_run_that_was_not_ended_can_go_on(history: History, run: int) -> None:
    history.add(run, result())

    assert (history.unfinished(FLEET), history.done(run)) == (run, {SITE})


def test_a_run_that_was_ended_cannot(history: History, run: int) -> None:
    history.end(run, START)

    assert history.unfinished(FLEET) is None


def test_the_course_of_a_site_has_its_last_looks(history: History, run: int) -> None:
    for day in range(3):
        history.add(again(history), result(finding(), day=day, page=f"{day}.html"))
    history.add(run, result(site="a.acme.test"))

    found = [(each.site, [look.page for look in each.looks]) for each in courses_of(history, FLEET, most=2)]

    assert found == [("a.acme.test", [""]), (SITE, ["1.html", "2.html"])]


def test_the_newest_changes_that_are_wanted_are_told_and_no_more(history: History, run: int) -> None:
    for day, things in enumerate([(), (finding("a"), EVENT), (finding("b"), EVENT)]):
        history.add(again(history), result(*things, day=day))

    news = news_of(history, FLEET, most=2, wanted=lambda change: change.thing.kind == "finding")

    assert [(at[:10], change.what, change.thing.key) for at, change in news] == [
        ("2026-03-03", "new", "b"),
        ("2026-03-03", "gone", "a"),
    ]


def test_a_run_tells_its_failures_and_its_changes(history: History, run: int) -> None:
    history.add(run, result(finding()))
    night = again(history)
    history.add(night, result(failure(), whole=False, looked=False))
    history.add(night, result(site="a.acme.test"))

    assert run_of(history, night).healths == {"failed": 1, "clean": 1}
    assert failures_of(history, night, 20) == [(SITE, "the site did not answer")]
    assert told([*changes_of(history, night)]) == ["new visit"]


def test_a_result_of_no_run_is_refused(history: History) -> None:
    with pytest.raises(HistoryError, match=r"history\.sqlite: there is no run 7; begin one"):
        history.add(7, result())


def test_a_result_that_cannot_be_written_leaves_no_part_of_it(history: History, run: int) -> None:
    with pytest.raises(HistoryError, match="the history cannot be used"):
        history.add(run, result(EVENT, finding(severity=object())))  # type: ignore[arg-type]  # what SQLite refuses

    assert [tuple(row) for row in history.rows("SELECT count(*) FROM things")] == [(0,)]


def filled(history: History) -> None:
    """What SQLite does where the disk is full: it takes the transaction back, and says so."""
    with history.writing() as connection:
        connection.execute("ROLLBACK")
        raise sqlite3.OperationalError("disk is full")


def test_what_sqlite_has_taken_back_by_itself_is_told_by_its_cause(history: History) -> None:
    with pytest.raises(HistoryError, match=r"the history cannot be used \(disk is full\)"):
        filled(history)


def test_a_file_that_is_no_history_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Ada\n" * 400)

    with pytest.raises(HistoryError, match=r"notes\.txt: the history cannot be used \(file is not a database\)"):
        History(tmp_path / "notes.txt")


def test_a_history_of_a_newer_version_is_left_alone(history: History) -> None:
    history.rows("PRAGMA user_version = 99")

    with pytest.raises(HistoryError, match=r"is a history of version 99, but only \d is known; use a newer hstrack"):
        History(history.file)


def test_a_history_of_the_first_version_is_brought_to_that_of_today(tmp_path: Path) -> None:
    file = tmp_path / "old.sqlite"
    old = sqlite3.connect(file, isolation_level=None)
    for statement in (*schema.MIGRATIONS[0], "INSERT INTO runs VALUES (1, 'clients', 1, '2025-01-01', NULL)"):
        old.execute(statement)
    old.execute("PRAGMA user_version = 1")
    old.close()

    with History(file) as history:
        assert history.unfinished(FLEET) == 1
        assert [tuple(row) for row in history.rows("PRAGMA user_version")] == [(schema.VERSION,)]
        assert history.rows("SELECT * FROM alerts") == []


def write(file: Path, run: int, worker: int) -> None:
    with History(file) as history:
        for number in range(20):
            history.add(run, result(finding(), EVENT, site=f"{(number + worker) % 20}.acme.test"))


def test_processes_that_write_at_once_lose_and_double_nothing(history: History, run: int) -> None:
    spawn = multiprocessing.get_context("fork")
    writers = [spawn.Process(target=write, args=(history.file, run, worker)) for worker in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    counted = "SELECT count(*), (SELECT count(*) FROM results), (SELECT count(*) FROM spells) FROM sites"
    assert [tuple(row) for row in history.rows(counted)] == [(20, 20, 40)]
