"""`hstrack fleet`, as a user types it; nobody is really visited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import harness.fleet.dask as engine
from harness.cli.main import cli
from harness.errors import UsageError
from harness.fleet.history import History
from harness.fleet.look import Delivery
from harness.fleet.schedule import Job
from harness.fleet.sites import FleetSite
from tests.fleet.cases import failure, finding, result
from tests.fleet.looks import answer

Answer = Callable[[FleetSite], Delivery]


class AtOnce:
    """Workers that are done at once, one job after the other."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.job: list[tuple[Job, Delivery | str]] = []

    @property
    def room(self) -> int:
        return 1 - len(self.job)

    def give(self, job: Job, site: FleetSite) -> None:
        self.job = [(job, self.answer(site))]

    def begun(self) -> Iterable[Job]:
        return ()

    def ended(self, _: float) -> Iterable[tuple[Job, Delivery | str]]:
        done, self.job = self.job, []
        return done

    def give_up(self, job: Job) -> None:
        raise NotImplementedError


@pytest.fixture
def nights(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, Answer]:
    """What sites look like by name; a fleet of two is in the folder."""
    monkeypatch.chdir(tmp_path)
    Path("clients.csv").write_text("url\nhttps://a.acme.test\nhttps://b.ada.test\n")
    looks: dict[str, Answer] = {}

    @contextmanager
    def workers(look: object, *, scheduler: str | None, workers: int) -> Iterator[AtOnce]:
        yield AtOnce(lambda site: looks.get(site.name, fine)(site))

    monkeypatch.setattr(engine, "dask_workers", workers)
    return looks


def fine(site: FleetSite) -> Delivery:
    return Delivery(result=result(site=site.name))


def faulty(site: FleetSite) -> Delivery:
    return Delivery(result=result(finding(), site=site.name))


def away(site: FleetSite) -> Delivery:
    return Delivery(result=replace(result(failure(), site=site.name, whole=False, looked=False)))


def interrupted(site: FleetSite) -> Delivery:
    raise KeyboardInterrupt


def run(*arguments: str) -> Result:
    options = ["--history", "history.sqlite", "--gap", "0", "--backoff", "0"]
    return CliRunner().invoke(cli, ["fleet", "run", "clients.csv", *options, *arguments])


def test_a_first_run_has_nothing_to_compare_with(nights: dict[str, Answer]) -> None:
    nights["a.acme.test"] = faulty

    assert run().output == "run 1 of clients: 2 sites: 1 error, 1 clean\n0 regressions, 0 repairs since the last time\n"


@pytest.mark.parametrize(
    ("before", "after", "code", "told"),
    [
        pytest.param(
            fine,
            faulty,
            1,
            "1 regression, 0 repairs since the last time\n"
            "  error    a.acme.test  finding new: identity-never-sent: f1\n",
            id="a regression",
        ),
        pytest.param(faulty, fine, 0, "0 regressions, 1 repair since the last time\n", id="a repair"),
        pytest.param(faulty, faulty, 0, "0 regressions, 0 repairs since the last time\n", id="what is known"),
    ],
)
def test_the_exit_code_says_whether_a_site_is_worse(
    nights: dict[str, Answer], before: Answer, after: Answer, code: int, told: str
) -> None:
    nights["a.acme.test"] = before
    run()
    nights["a.acme.test"] = after
    outcome = run()

    assert (outcome.exit_code, outcome.output.partition("\n")[2]) == (code, told)


def test_a_site_that_is_away_is_told_and_tried_again(nights: dict[str, Answer]) -> None:
    nights["b.ada.test"] = away
    outcome = run("--attempts", "2")

    assert outcome.exit_code == 2
    assert outcome.output == (
        "hstrack: b.ada.test: the site did not answer; it is tried again\n"
        "run 1 of clients: 2 sites: 1 failed, 1 clean\n"
        "  b.ada.test: the site did not answer\n"
        "1 regression, 0 repairs since the last time\n"
        "  error    b.ada.test  failure new: the site did not answer\n"
    )


def test_an_interrupted_run_goes_on(nights: dict[str, Answer]) -> None:
    nights["b.ada.test"] = interrupted
    first = run()
    del nights["b.ada.test"]
    second = run("--resume")

    assert (first.exit_code, second.exit_code) == (2, 0)
    assert first.output == "hstrack: interrupted; 1 of 2 sites are done and kept: go on with --resume\n"
    assert second.output.startswith(
        "hstrack: run 1 goes on; 1 of 2 sites were done\nrun 1 of clients: 2 sites: 2 clean\n"
    )
    with History(Path("history.sqlite")) as history:
        assert history.done(1) == {"a.acme.test", "b.ada.test"}


def test_a_run_that_went_on_tells_also_what_was_worse_before_it_was_interrupted(nights: dict[str, Answer]) -> None:
    run()
    nights.update({"a.acme.test": faulty, "b.ada.test": interrupted})
    run()
    nights["b.ada.test"] = fine
    outcome = run("--resume")

    assert outcome.exit_code == 1
    assert "  error    a.acme.test  finding new: identity-never-sent: f1\n" in outcome.output


def test_a_site_that_none_of_the_last_runs_came_to_is_not_shown(
    nights: dict[str, Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("harness.cli._dashboard.RUNS", 1)
    run()
    Path("clients.csv").write_text("url\nhttps://a.acme.test\n")
    run()
    outcome = CliRunner().invoke(cli, ["fleet", "report", "--history", "history.sqlite", "-o", "public"])

    assert outcome.output == "public/index.html: 1 sites of clients\n"


def test_a_run_that_came_to_its_end_does_not_go_on(nights: dict[str, Answer]) -> None:
    run()

    assert "came to its end; leave --resume out" in str(run("--resume").exception)
    assert isinstance(run("--resume").exception, UsageError)


def test_a_run_whose_last_site_was_done_ends(nights: dict[str, Answer]) -> None:
    run()
    with History(Path("history.sqlite")) as history, history.writing() as connection:
        connection.execute("UPDATE runs SET ended_at = NULL")

    assert "run 1 of clients: 2 sites: 2 clean" in run("--resume").output


def test_many_regressions_are_cut_short(nights: dict[str, Answer], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("harness.cli._fleet.SHOWN", 0)
    run()
    nights["a.acme.test"] = faulty

    assert run().output.endswith("  and 1 more; `hstrack history SITE` tells them\n")


def test_a_fleet_of_toml_files_has_the_name_of_their_folder(nights: dict[str, Answer]) -> None:
    Path("shops").mkdir()
    Path("shops/a.toml").write_text('url = "https://a.acme.test"')
    outcome = CliRunner().invoke(cli, ["fleet", "run", "shops/a.toml", "--history", "history.sqlite"])

    assert outcome.output.startswith("run 1 of shops: 1 site: 1 clean\n")


def test_a_setting_of_a_rule_that_does_not_exist_is_told_before_the_first_visit(nights: dict[str, Answer]) -> None:
    Path("a.toml").write_text('url = "https://a.acme.test"\n[rules.slow-night]\n')
    outcome = CliRunner().invoke(cli, ["fleet", "run", "a.toml", "--history", "history.sqlite"])

    assert str(outcome.exception).startswith("rule 'slow-night' is configured but does not exist")
    assert not Path("history.sqlite").exists()


def test_pages_are_written_and_lead_to_the_reports(nights: dict[str, Answer]) -> None:
    nights["a.acme.test"] = answer
    run()
    outcome = CliRunner().invoke(cli, ["fleet", "report", "--history", "history.sqlite", "-o", "public/tracking"])

    assert outcome.output == "public/tracking/index.html: 2 sites of clients\n"
    assert 'href="../../reports/clients/run-1/a.acme.test.html"' in Path("public/tracking/index.html").read_text()


def test_pages_that_cannot_be_written_are_told(nights: dict[str, Answer]) -> None:
    run()
    outcome = CliRunner().invoke(cli, ["fleet", "report", "--history", "history.sqlite", "-o", "clients.csv/x"])

    assert str(outcome.exception) == "clients.csv/x: the pages cannot be written (Not a directory); name another folder"


def alert(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["fleet", "alert", "--history", "history.sqlite", *arguments])


def test_an_issue_is_written_once(nights: dict[str, Answer]) -> None:
    run()
    nights["a.acme.test"] = today
    run()

    assert alert("--issue", "issue.md").output == "issue: clients: 1 regression on 1 site\n"
    assert Path("issue.md").read_text().startswith("# HubSpot tracking of clients: 1 regression on 1 site\n")
    assert alert("--issue", "issue.md").output == "issue: nothing to tell\n"


def today(site: FleetSite) -> Delivery:
    return Delivery(result=replace(faulty(site).result, started_at=datetime.now(UTC)))


def test_a_channel_that_fails_keeps_the_others_from_nothing(nights: dict[str, Answer]) -> None:
    run()
    nights["a.acme.test"] = today
    run()
    away = ("--webhook", "http://127.0.0.1:9/", "--mail-to", "ada@acme.test", "--smtp", "smtp://127.0.0.1:9")
    outcome = alert(*away, "--issue", "issue.md")

    assert outcome.output == "issue: clients: 1 regression on 1 site\n"
    assert [each.split(" did")[0] for each in str(outcome.exception).split("time; ")] == [
        "the webhook at 127.0.0.1",
        "the mail server 127.0.0.1",
    ]


def test_somebody_must_be_told(nights: dict[str, Answer]) -> None:
    run()

    assert "nobody is to be told; name a channel" in str(alert().exception)
