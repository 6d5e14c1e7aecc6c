"""Workers of Dask: what is killed is done by others, and nothing is counted twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from harness.errors import UsageError
from harness.fleet.dask import Look, dask_workers
from harness.fleet.history import History
from harness.fleet.look import Delivery
from harness.fleet.running import Running
from harness.fleet.schedule import Manners, Schedule
from harness.fleet.sites import FleetSite
from tests.fleet.looks import answer, broken, killed_once, no_browser, sites

pytest.importorskip("distributed", reason="needs Dask; install the extra: pip install -e '.[fleet]'")

ROOT = Path(__file__).parents[2]
RUN = """\
import sys
from functools import partial
from pathlib import Path
from harness.cli._fleet import Asked, visited
from harness.fleet.history import History
from harness.fleet.schedule import Manners
from tests.fleet.looks import held_up, sites

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    asked = Asked(sites=tuple(sites(6).values()), fleet="clients", manners=Manners(gap_s=0, a_host=6), limit_s=60,
                  look=partial(held_up, key=folder / "key"), scheduler=None, workers=2)
    with History(folder / "history.sqlite") as history:
        sys.exit(visited(history, asked, resume="--resume" in sys.argv))
"""


def run(look: Look, number: int) -> list[Delivery]:
    """What was kept of a run."""
    named = sites(number)
    kept: list[Delivery] = []
    with dask_workers(look, scheduler=None, workers=2) as workers:
        Running(
            sites=named,
            schedule=Schedule.of(named, str, Manners(attempts=1)),
            workers=workers,
            keep=kept.append,
            limit_s=60,
            clock=time.monotonic,
        ).run()
    return kept


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, ...]]:
    """The problems of each site after a run in which the workers of three sites are killed once, and two fail."""
    deliveries = run(partial(misfortunes, marks=tmp_path_factory.mktemp("marks")), number=5)
    assert len(deliveries) == 5
    return {each.result.site: each.result.problems for each in deliveries}


def misfortunes(site: FleetSite, *, marks: Path) -> Delivery:
    match site.name[0]:
        case "3":
            return no_browser(site)
        case "4":
            return broken(site)
    return killed_once(site, marks=marks)


def test_the_sites_of_killed_workers_are_looked_at_by_others_and_counted_once(kept: dict[str, tuple[str, ...]]) -> None:
    assert {name: kept[name] for name in sites(3)} == dict.fromkeys(sites(3), ())


def test_what_goes_wrong_at_a_worker_is_told_of_the_site(kept: dict[str, tuple[str, ...]]) -> None:
    assert [kept["3.acme.test"], kept["4.acme.test"]] == [
        ("no Chromium was found",),
        ("its worker failed (ZeroDivisionError: 4.acme.test)",),
    ]


def test_a_client_that_is_killed_has_kept_what_was_done_and_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite"
    killed = begun(tmp_path)
    try:
        until(lambda: file.exists() and done(file) >= 3, killed)
    finally:
        os.killpg(killed.pid, signal.SIGKILL)
        killed.communicate()
    (tmp_path / "key").touch()
    resumed = begun(tmp_path, "--resume")
    told, _ = resumed.communicate(timeout=60)

    assert "run 1 of clients: 3 sites: 3 error" in told
    with History(file) as history:
        counted = "SELECT (SELECT count(*) FROM runs), count(*), count(DISTINCT site) FROM results"
        assert [tuple(row) for row in history.rows(counted)] == [(1, 6, 6)]


def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite"
    running = begun(tmp_path)
    try:
        until(lambda: file.exists() and done(file) >= 3, running)
        os.killpg(running.pid, signal.SIGINT)
        told, _ = running.communicate(timeout=60)
    finally:
        running.kill()

    assert told == "hstrack: interrupted; 3 of 6 sites are done and kept: go on with --resume\n"
    assert running.returncode == 2


def test_a_scheduler_that_is_not_there_is_told() -> None:
    with (
        pytest.raises(UsageError, match=r"the scheduler nonsense://x cannot be reached"),
        dask_workers(answer, scheduler="nonsense://x", workers=1),
    ):
        pass


def test_without_dask_one_sentence_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    with (
        pytest.raises(UsageError, match=r"install it with `pip install 'hubspot-tracking-harness\[fleet\]'`"),
        dask_workers(answer, scheduler=None, workers=1),
    ):
        pass


def begun(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """A run in processes of its own, which are one group."""
    script = folder / "run.py"
    script.write_text(RUN)
    return subprocess.Popen(  # noqa: S603 - this Python, and a script of ours
        [sys.executable, script, folder, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def done(file: Path) -> int:
    with History(file) as history:
        return len(history.done(1))


def until(holds: Callable[[], bool], running: subprocess.Popen[str]) -> None:
    """Look again and again, as long as the run goes on."""
    while not holds():
        try:
            running.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
        raise AssertionError(running.communicate()[0])
