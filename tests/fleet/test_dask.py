"""Workers of Dask: whatever is killed, nothing is lost and nothing is counted twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from harness.cli._fleet import Asked, visited
from harness.errors import FleetError, UsageError
from harness.fleet.dask import DaskWorkers, Look, dask_workers
from harness.fleet.history import History
from harness.fleet.look import Delivery
from harness.fleet.running import Running
from harness.fleet.schedule import Job, Manners, Schedule
from harness.fleet.sites import FleetSite
from tests.fleet.looks import answer, misfortunes, scheduler_killed, sites

pytest.importorskip("distributed", reason="needs Dask; install the extra: pip install -e '.[fleet]'")

ROOT = Path(__file__).parents[2]
RUN = """\
import sys
from functools import partial
from pathlib import Path
from harness.cli._fleet import visited
from harness.fleet.history import History
from tests.fleet.looks import held_up
from tests.fleet.test_dask import asked

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    with History(folder / "history.sqlite") as history:
        sys.exit(visited(history, asked(partial(held_up, key=folder / "key")), resume="--resume" in sys.argv))
"""
LONG_S = 240.0


def asked(look: Look, scheduler: str | None = None) -> Asked:
    """A run over six sites by one worker, which takes them in their order."""
    return Asked(
        sites=tuple(sites(6).values()),
        fleet="clients",
        manners=Manners(gap_s=0),
        limit_s=LONG_S,
        look=look,
        scheduler=scheduler,
        workers=1,
    )


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskWorkers]:
    """Two workers that have misfortunes."""
    with dask_workers(partial(misfortunes, marks=tmp_path_factory.mktemp("marks")), scheduler=None, workers=2) as made:
        yield made


def test_the_site_of_a_killed_worker_is_looked_at_again_and_what_else_goes_wrong_is_told(workers: DaskWorkers) -> None:
    kept: list[Delivery] = []
    Running(
        sites=sites(4),
        schedule=Schedule.of(sites(4), str, Manners(attempts=1)),
        workers=workers,
        keep=kept.append,
        limit_s=LONG_S,
        clock=time.monotonic,
    ).run()

    assert sorted((each.result.site, each.result.problems) for each in kept) == [
        ("0.acme.test", ()),
        ("1.acme.test", ("no Chromium was found",)),
        ("2.acme.test", ("its worker failed (ZeroDivisionError: 2.acme.test)",)),
        ("3.acme.test", ()),
    ]


def test_the_worker_of_a_job_that_is_given_up_is_another_process_from_then_on(workers: DaskWorkers) -> None:
    hung = Job(site="hung.test", host="hung.test")
    before = processes(workers)
    workers.give(hung, FleetSite(name=hung.site))
    until(lambda: not [*workers.ended(0.1)] and hung in workers.begun())
    workers.give_up(hung)

    assert len(processes(workers) & before) == 1


def test_a_client_that_is_killed_or_ended_has_kept_what_was_done_and_goes_on(tmp_path: Path) -> None:
    killed, _ = stopped(tmp_path, signal.SIGKILL, after=3)
    ended, told = stopped(tmp_path, signal.SIGTERM, "--resume", after=5)

    assert (killed, ended) == (-signal.SIGKILL, 2)
    assert told == (
        "hstrack: run 1 goes on; 3 of 6 sites were done\n"
        "hstrack: interrupted; 5 of 6 sites are done and kept: go on with --resume\n"
    )
    assert counted(tmp_path) == (1, 5, 5)


def test_a_scheduler_that_is_killed_is_told_and_the_run_goes_on_with_another(tmp_path: Path) -> None:
    with History(tmp_path / "history.sqlite") as history, scheduler() as (pid, address):
        with pytest.raises(FleetError, match="the scheduler has gone; what was done is kept: start it again"):
            visited(history, asked(partial(scheduler_killed, marks=tmp_path, pid=pid), address), resume=False)
        before = counted(tmp_path)
        code = visited(history, asked(answer), resume=True)

    assert (before, counted(tmp_path), code) == ((1, 3, 3), (1, 6, 6), 0)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        pytest.param("nonsense://x", "the scheduler nonsense://x cannot be reached", id="no address"),
        pytest.param("tls://127.0.0.1:9", "wants a certificate of its clients; name it in Dask's", id="no certificate"),
    ],
)
def test_a_scheduler_that_cannot_be_spoken_to_is_told(address: str, told: str) -> None:
    with pytest.raises(UsageError, match=told), dask_workers(answer, scheduler=address, workers=1):
        pass


def test_without_dask_one_sentence_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    with (
        pytest.raises(UsageError, match=r"install it with `pip install 'hubspot-tracking-harness\[fleet\]'`"),
        dask_workers(answer, scheduler=None, workers=1),
    ):
        pass


def processes(workers: DaskWorkers) -> set[int]:
    """The process ids of both workers, once they are there."""
    workers._client.wait_for_workers(2, timeout=LONG_S)
    return {*workers._client.run(os.getpid).values()}


def stopped(folder: Path, how: signal.Signals, *arguments: str, after: int) -> tuple[int, str]:
    """What a run ends with and says, when it gets a signal once so many sites are done; its workers end with it."""
    (folder / "key").write_text(str(after))
    (folder / "run.py").write_text(RUN)
    running = subprocess.Popen(  # noqa: S603 - this Python, and a script of ours
        [sys.executable, folder / "run.py", folder, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        until(lambda: counted(folder)[1] == after or waited(running))
        running.send_signal(how)
        # The workers write to the same pipe, so that this ends when the last of them has ended.
        told, _ = running.communicate(timeout=LONG_S)
    finally:
        running.kill()
    return running.returncode, told


@contextmanager
def scheduler() -> Iterator[tuple[int, str]]:
    """A scheduler of its own process, and a worker: its process id, and its address."""
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    with started("dask_scheduler", *options) as made:
        line = next(each for each in made.stdout or () if "Scheduler at:" in each)
        address = line.split()[-1]
        with started("dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"):
            yield made.pid, address


@contextmanager
def started(name: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A program of Dask."""
    made = subprocess.Popen(  # noqa: S603 - this Python, and a module of Dask
        [sys.executable, "-m", f"distributed.cli.{name}", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield made
    finally:
        made.kill()
        made.communicate()


def counted(folder: Path) -> tuple[int, ...]:
    """How many runs, results, and sites with a result a history holds."""
    with History(folder / "history.sqlite") as history:
        asked = "SELECT (SELECT count(*) FROM runs), count(*), count(DISTINCT site) FROM results"
        return tuple(history.rows(asked)[0])


def waited(running: subprocess.Popen[str]) -> bool:
    """Wait for a moment; AssertionError where the run has ended."""
    try:
        running.wait(0.05)
    except subprocess.TimeoutExpired:
        return False
    raise AssertionError(running.communicate()[0])


def until(holds: Callable[[], bool]) -> None:
    """Look again and again, but not for ever."""
    end = time.monotonic() + LONG_S
    while not holds():
        assert time.monotonic() < end
