"""Which site comes next: few of one host at a time, and those that failed once more, later."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

__all__ = ["Job", "Manners", "Schedule"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How often a site is tried, and how hosts are spared.

    The second attempt waits `backoff_s`, each further one twice as long as the last. Of one host `a_host` sites are
    looked at together, and they begin at least `gap_s` seconds apart.
    """

    attempts: int = 3
    backoff_s: float = 30.0
    a_host: int = 1
    gap_s: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One site by name, its host, and the number of the attempt."""

    site: str
    host: str
    attempt: int = 1


@dataclass(slots=True)
class Schedule:
    """What is to be done, what waits for its time or for its host, and what is under way."""

    manners: Manners
    _ready: deque[Job] = field(default_factory=deque)
    _later: list[tuple[float, int, Job]] = field(default_factory=list)
    # Whoever is parked waits for one that is busy, and each that ends wakes one up, so that none is forgotten.
    _parked: defaultdict[str, deque[Job]] = field(default_factory=lambda: defaultdict(deque))
    _busy: Counter[str] = field(default_factory=Counter)
    _begun_at: dict[str, float] = field(default_factory=dict)
    _put_off: int = 0

    @classmethod
    def of(cls, sites: Iterable[str], host_of: Callable[[str], str], manners: Manners) -> Schedule:
        """A schedule of sites in their order."""
        return cls(manners, deque(Job(site=site, host=host_of(site)) for site in sites))

    @property
    def over(self) -> bool:
        """Whether nothing is left, and nothing under way."""
        return not (self._ready or self._later or self._busy)

    def next(self, now: float) -> Job | None:
        """The next job that may begin now, which then is under way; None where all that is left must wait."""
        while self._later and self._later[0][0] <= now:
            self._ready.append(heapq.heappop(self._later)[2])
        while self._ready:
            job = self._ready.popleft()
            free_at = self._begun_at.get(job.host, now - self.manners.gap_s) + self.manners.gap_s
            if self._busy[job.host] >= self.manners.a_host:
                self._parked[job.host].append(job)
            elif free_at > now:
                self._put_back(job, free_at)
            else:
                self._busy[job.host] += 1
                self._begun_at[job.host] = now
                return job
        return None

    def wait_s(self, now: float) -> float | None:
        """Seconds until a job may begin by itself; None where one must end before."""
        return max(0.0, self._later[0][0] - now) if self._later else None

    def done(self, job: Job) -> None:
        """A job has ended for good; one that waits for its host is next."""
        self._busy[job.host] -= 1
        if not self._busy[job.host]:
            del self._busy[job.host]
        if waiting := self._parked.get(job.host):
            self._ready.appendleft(waiting.popleft())

    def failed(self, job: Job, now: float) -> bool:
        """A job has failed; whether it will be tried again."""
        self.done(job)
        if job.attempt >= self.manners.attempts:
            return False
        pause_s = self.manners.backoff_s * 2 ** (job.attempt - 1)
        self._put_back(Job(site=job.site, host=job.host, attempt=job.attempt + 1), now + pause_s)
        return True

    def _put_back(self, job: Job, due: float) -> None:
        self._put_off += 1
        heapq.heappush(self._later, (due, self._put_off, job))
