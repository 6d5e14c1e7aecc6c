"""Workers of Dask distributed: processes of this machine, or those of a scheduler somewhere else."""

from __future__ import annotations

import logging
import queue
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from harness.errors import FleetError, HarnessError, UsageError
from harness.fleet.look import Delivery
from harness.fleet.schedule import Job
from harness.fleet.sites import FleetSite
from harness.wire.words import plain

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["DaskWorkers", "Look", "dask_workers"]

Look = Callable[[FleetSite], Delivery]

AHEAD = 2
"""Jobs for each worker: one in its hands, one that it begins with while the last one's result is on its way."""
COUNT_S = 2.0
CONNECT_S = 30
MISSING = "a fleet needs Dask distributed; install it with `pip install 'hubspot-tracking-harness[fleet]'`"


class DaskWorkers:
    """Hands jobs to the workers of a client; one that dies leaves its jobs to the others, which Dask sees to."""

    def __init__(self, client: Client, look: Look) -> None:
        self._client = client
        self._look = look
        self._jobs: dict[Future[Delivery], Job] = {}
        self._ended: queue.SimpleQueue[Future[Delivery]] = queue.SimpleQueue()
        self._counted = (-COUNT_S, 0)

    @property
    def room(self) -> int:
        """How many more jobs they take; machines that join are counted."""
        at, threads = self._counted
        if time.monotonic() - at >= COUNT_S:
            with _told():
                threads = sum(self._client.nthreads().values())
            self._counted = time.monotonic(), threads
        return AHEAD * threads - len(self._jobs)

    def give(self, job: Job, site: FleetSite) -> None:
        """Have a site looked at."""
        with _told():
            future = self._client.submit(self._look, site, pure=False)
        self._jobs[future] = job
        future.add_done_callback(self._ended.put)

    def ended(self, wait_s: float) -> Iterator[tuple[Job, Delivery | str]]:
        """What has ended; FleetError where the scheduler is gone."""
        if self._client.status not in ("running", "connecting"):
            raise FleetError(GONE)
        try:
            future = self._ended.get(timeout=wait_s)
        except queue.Empty:
            return
        if job := self._jobs.pop(future, None):
            yield job, _outcome(future)

    def give_up(self, job: Job) -> None:
        """Forget a job, and restart the worker that is at it."""
        found = next((future for future, each in self._jobs.items() if each == job), None)
        if found is None:
            return
        del self._jobs[found]
        with _told():
            busy = [worker for worker, keys in self._client.processing().items() if found.key in keys]
            found.cancel(force=True)
            self._client.restart_workers(busy, raise_for_error=False)


@contextmanager
def dask_workers(look: Look, *, scheduler: str | None, workers: int) -> Iterator[DaskWorkers]:
    """Workers that look: those of a scheduler's address, or so many processes of this machine.

    UsageError where Dask is not installed or the scheduler cannot be reached.
    """
    try:
        import dask
        from distributed import Client, LocalCluster
        from distributed.security import Security
    except ImportError:
        raise UsageError(MISSING) from None
    # What its logs tell of a lost connection is told in one sentence.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    # Who cannot be heard for this long is dead; a busy machine may keep a worker from answering for a while.
    dask.config.set({"distributed.scheduler.worker-ttl": "2 minutes"})
    if scheduler:
        try:
            client = Client(scheduler, timeout=CONNECT_S)
        except (OSError, ValueError) as error:
            why = plain(str(error), 200)
            raise UsageError(
                f"the scheduler {scheduler} cannot be reached ({why}); start it, or leave it out"
            ) from None
        with client:
            yield DaskWorkers(client, look)
        return
    # Whoever can speak to a scheduler can run code as its user, so that it is not left open to the whole machine.
    with (
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",  # None would take port 8787, and warn where another cluster has it
            memory_limit=0,
            silence_logs="CRITICAL",
            security=Security.temporary(),
        ) as cluster,
        Client(cluster) as client,
    ):
        yield DaskWorkers(client, look)


GONE = "the scheduler has gone; what was done is kept: start it again, and go on with --resume"


@contextmanager
def _told() -> Iterator[None]:
    from distributed.comm.core import CommClosedError

    try:
        yield
    except (CommClosedError, TimeoutError):
        raise FleetError(GONE) from None


def _outcome(future: Future[Delivery]) -> Delivery | str:
    """What a future holds; FleetError where it was lost with its scheduler."""
    if future.cancelled():
        raise FleetError(GONE)
    error = future.exception()
    if error is None:
        delivery = future.result()
        return delivery if isinstance(delivery, Delivery) else "its worker gave back something else"
    if isinstance(error, HarnessError):
        return plain(str(error), 300)
    return f"its worker failed ({type(error).__name__}: {plain(str(error), 200)})"
