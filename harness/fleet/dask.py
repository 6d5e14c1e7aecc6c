"""Workers of Dask distributed: processes of this machine, or those of a scheduler somewhere else."""

from __future__ import annotations

import logging
import queue
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
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

BEGUN = "hstrack-begun"
"""The topic under which workers tell the key of what they begin with."""
COUNT_S = 2.0
CONNECT_S = 30
RESULT_S = 60
"""How long a result may be on its way; it is lost where its worker dies before it is fetched."""
MISSING = "a fleet needs Dask distributed; install it with `pip install 'hubspot-tracking-harness[fleet]'`"
GONE = "the scheduler has gone; what was done is kept: start it again, and go on with --resume"


class DaskWorkers:
    """Hands jobs to the workers of a client; one that dies leaves its jobs to the others, which Dask sees to.

    None is handed out ahead: a job that waits at a worker would begin when its host is no longer to be visited.
    """

    def __init__(self, client: Client, look: Look) -> None:
        self._client = client
        self._look = look
        self._jobs: dict[object, tuple[Future[Delivery], Job]] = {}
        self._begun: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._ended: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._counted = (-COUNT_S, 0)
        with _told():
            client.subscribe_topic(BEGUN, lambda event: self._begun.put(event[1]))

    @property
    def room(self) -> int:
        """How many more jobs they take; machines that join are counted, and one job calls for the first of them."""
        at, threads = self._counted
        if time.monotonic() - at >= COUNT_S:
            with _told():
                threads = sum(self._client.nthreads().values())
            self._counted = time.monotonic(), threads
        return max(threads, 1) - len(self._jobs)

    def give(self, job: Job, site: FleetSite) -> None:
        """Have a site looked at."""
        with _told():
            future = self._client.submit(_looked, self._look, site, pure=False)
        self._jobs[future.key] = future, job
        future.add_done_callback(lambda done: self._ended.put(done.key))

    def begun(self) -> Iterator[Job]:
        """The jobs that a worker has begun with, each time that one does."""
        with suppress(queue.Empty):
            while True:
                if found := self._jobs.get(self._begun.get_nowait()):
                    yield found[1]

    def ended(self, wait_s: float) -> Iterator[tuple[Job, Delivery | str]]:
        """What has ended; FleetError where the scheduler is gone."""
        if self._client.status not in ("running", "connecting"):
            raise FleetError(GONE)
        try:
            key = self._ended.get(timeout=wait_s)
        except queue.Empty:
            return
        if found := self._jobs.pop(key, None):
            future, job = found
            yield job, _outcome(future)

    def give_up(self, job: Job) -> None:
        """Forget a job, and restart the worker that is at it."""
        found = next((future for future, each in self._jobs.values() if each == job), None)
        if found is None:
            return
        del self._jobs[found.key]
        with _told():
            busy = [worker for worker, keys in self._client.processing().items() if found.key in keys]
            found.cancel(force=True)
            # A worker that is gone by now, or that nobody restarts, is not waited for.
            with suppress(KeyError, ValueError, OSError):
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
        except TypeError:  # what Dask raises for want of a certificate
            raise UsageError(
                f"the scheduler {scheduler} wants a certificate of its clients; name it in Dask's configuration, say"
                " by DASK_DISTRIBUTED__COMM__TLS__CA_FILE, __CLIENT__CERT and __CLIENT__KEY"
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


def _looked(look: Look, site: FleetSite) -> Delivery:
    """Look, and tell the client that it is begun: it may have waited, and begins again where a worker died."""
    from distributed import get_worker

    worker = get_worker()
    worker.log_event(BEGUN, worker.get_current_task())
    return look(site)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError:
        # A closed connection and a time-out are of this kind, too.
        raise FleetError(GONE) from None


def _outcome(future: Future[Delivery]) -> Delivery | str:
    """What a future holds; FleetError where it was lost with its scheduler."""
    if future.cancelled():
        raise FleetError(GONE)
    try:
        delivery = future.result(timeout=RESULT_S)
    except HarnessError as error:
        return plain(str(error), 300)
    except Exception as error:  # what a worker may fail with, nobody knows
        if future.cancelled():
            raise FleetError(GONE) from None
        return f"its worker failed ({type(error).__name__}: {plain(str(error), 200)})"
    return delivery if isinstance(delivery, Delivery) else "its worker gave back something else"
