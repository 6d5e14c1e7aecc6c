"""Where deliveries go."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from harness.errors import FleetError
from harness.fleet.history import History
from harness.fleet.keeping import Keeping, file_name
from harness.fleet.reading import courses_of
from tests.fleet.cases import START
from tests.fleet.looks import PAGE, answer, sites

SITE = sites(1)["0.acme.test"]


def begun(history: History) -> Keeping:
    return Keeping(history=history, run=history.begin("clients", 1, START), fleet="clients")


def test_a_report_is_beside_the_history_which_knows_it(tmp_path: Path) -> None:
    with History(tmp_path / "history.sqlite") as history:
        begun(history).keep(answer(SITE))
        page = next(courses_of(history, "clients")).now.page

    assert page == "reports/clients/run-1/0.acme.test.html"
    assert (tmp_path / page).read_text() == "<!doctype html><title>Acme</title>"


def test_what_came_twice_is_kept_once(tmp_path: Path) -> None:
    with History(tmp_path / "history.sqlite") as history:
        keeping = begun(history)
        keeping.keep(answer(SITE))
        keeping.keep(answer(SITE))

        assert (keeping.kept, history.done(keeping.run)) == (1, {"0.acme.test"})


def test_a_report_that_cannot_be_written_is_told_and_the_site_is_not_done(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("")
    with History(tmp_path / "history.sqlite") as history:
        keeping = begun(history)
        with pytest.raises(FleetError, match=r"the report cannot be written .*; make room, and go on with --resume"):
            keeping.keep(replace(answer(SITE), page=PAGE))

        assert history.done(keeping.run) == frozenset()


@pytest.mark.parametrize(
    ("name", "file"),
    [
        pytest.param("www.acme.test", "www.acme.test", id="a host"),
        pytest.param("Acme Bistro", "acme-bistro-", id="words"),
        pytest.param("../../etc/passwd", "etc-passwd-", id="a way out of the folder"),
        pytest.param("a" * 300, "a" * 80 + "-", id="a long name"),
        pytest.param("名前", "-", id="no letter of a file's name"),
    ],
)
def test_a_site_of_any_name_has_a_file(name: str, file: str) -> None:
    assert file_name(name).startswith(file)
    assert len(file_name(name)) in (len(file), len(file) + 8)


def test_two_names_have_two_files() -> None:
    assert file_name("Acme") != file_name("ACME")
