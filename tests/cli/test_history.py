"""`hstrack history`, as a user types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from harness.cli.main import cli
from harness.errors import UsageError
from harness.fleet.history import History
from tests.fleet.cases import START, finding, named, result

RUNS = """\
run 2  2026-03-01 02:00  clients  1 of 2 sites, not finished: 1 clean
run 1  2026-03-01 02:00  clients  1 of 1 sites: 1 error
"""
SITE = """\
www.acme.test  https://www.acme.test/
  run 1  2026-03-01 02:00  error    1 errors, 0 warnings, 0 notes; 1 pages, 3 hits
  run 2  2026-03-02 02:00  clean    0 errors, 0 warnings, 0 notes; 1 pages, 3 hits
  run 3  2026-03-03 02:00  error    1 errors, 0 warnings, 0 notes; 1 pages, 3 hits
changes, the newest first:
  2026-03-03 02:00  finding came back: identity-never-sent: f1
  2026-03-02 02:00  finding gone: identity-never-sent: f1
open:
  error  again since 2026-03-03 02:00  identity-never-sent: f1
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A history of a run that ended and of one that did not."""
    file = tmp_path / "history.sqlite"
    with History(file) as history:
        first = history.begin("clients", 1, START)
        history.add(first, result(finding(), named("event", "pe4242_open")))
        history.end(first, START)
        history.add(history.begin("clients", 2, START), result(named("event", "pe4242_open"), day=1))
    return file


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["history", *arguments])


def test_runs_are_told_the_newest_first(file: Path) -> None:
    assert run("--history", str(file)).output == RUNS


def test_a_site_is_told_over_time(file: Path) -> None:
    with History(file) as history:
        history.add(history.begin("clients", 1, START), result(finding(), named("event", "pe4242_open"), day=2))

    assert run("www.acme.test", "--history", str(file)).output == SITE


def test_json_has_it_all(file: Path) -> None:
    document = json.loads(run("www.acme.test", "--json", "--history", str(file)).output)

    assert [each["number"] for each in document["runs"]] == [2, 1]
    assert [each["change"]["what"] for each in document["changes"]] == ["gone"]
    assert [each["thing"]["kind"] for each in document["things"]] == ["finding", "event"]
    assert document["site"]["site"] == "www.acme.test"


def test_json_of_all_has_the_runs_only(file: Path) -> None:
    assert sorted(json.loads(run("--json", "--history", str(file)).output)) == ["format", "runs", "version"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(("--history", "none.sqlite"), "none.sqlite: there is no history yet; `hstrack", id="no history"),
        pytest.param(("www.ada.test",), "clients has no site 'www.ada.test'; `hstrack fleet", id="no such site"),
        pytest.param(("a.test", "--fleet", "others"), "no fleet 'others'; there are clients", id="no such fleet"),
    ],
)
def test_what_is_not_there_is_told(file: Path, arguments: tuple[str, ...], told: str) -> None:
    outcome = run("--history", str(file), *arguments)

    assert isinstance(outcome.exception, UsageError)
    assert told in str(outcome.exception)


def test_a_fleet_must_be_named_where_there_are_several(file: Path) -> None:
    with History(file) as history:
        history.begin("others", 1, START)

    outcome = run("www.acme.test", "--history", str(file))

    assert str(outcome.exception).endswith("which fleet is meant; there are clients, others")
