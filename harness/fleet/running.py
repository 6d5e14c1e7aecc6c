"""A run over a fleet: sites go to workers as they may, and results are kept as they come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Protocol

from harness.fleet.look import Delivery
from harness.fleet.result import SiteResult, unvisited
from harness.fleet.schedule import Job, Schedule
from harness.fleet.sites import FleetSite

__all__ = ["Running", "Workers"]

SLACK_S = 60.0
"""How much longer than its own limit a site may take before its worker is taken for hung."""
LOOK_S = 1.0
"""How long workers are waited for at most before the clock is looked at again."""
IDLE_S = 60.0
"""How long nobody may have taken a site before that is said."""

Clock = Callable[[], float]


class Workers(Protocol):
    """Who looks at sites."""

    @property
    def room(self) -> int:
        """How many more jobs they take."""
        ...

    def give(self, job: Job, site: FleetSite) -> None:
        """Have a site looked at."""
        ...

    def begun(self) -> Iterable[Job]:
        """Which jobs somebody has begun with since this was last asked; again, where another begins anew."""
        ...

    def ended(self, wait_s: float) -> Iterable[tuple[Job, Delivery | str]]:
        """What has ended, waiting so long for the first: the delivery, or a sentence on what went wrong."""
        ...

    def give_up(self, job: Job) -> None:
        """Forget a job that never ends, and whoever is at it."""
        ...


@dataclass(slots=True, kw_only=True)
class Running:
    """One run: `keep` is given each delivery when its site is done, `say` hears what is tried again.

    KeyboardInterrupt ends it between two deliveries once `stopped` says so.
    """

    sites: Mapping[str, FleetSite]
    schedule: Schedule
    workers: Workers
    keep: Callable[[Delivery], object]
    limit_s: float
    clock: Clock
    say: Callable[[str], object] = lambda _: None
    stopped: Callable[[], bool] = lambda: False
    _out: dict[Job, float | None] = field(default_factory=dict)
    """The jobs that workers have, and since when they are at them."""
    _idle_since: float | None = None

    def run(self) -> None:
        """Look at every site; whatever interrupts it, what is done is kept."""
        while not self.schedule.over:
            if self.stopped():
                raise KeyboardInterrupt
            self._hand_out()
            for job, outcome in self.workers.ended(self._wait_s()):
                # What was given up may end all the same; it is at work again, or told, already.
                if job in self._out:
                    del self._out[job]
                    self._take(job, outcome)
            self._out |= {job: self.clock() for job in self.workers.begun() if job in self._out}
            self._give_up_hung()
            self._say_idle()

    def _hand_out(self) -> None:
        while self.workers.room > 0 and (job := self.schedule.next(self.clock())):
            self._out[job] = None
            self.workers.give(job, self.sites[job.site])

    def _wait_s(self) -> float:
        wait_s = self.schedule.wait_s(self.clock()) if self.workers.room > 0 else None
        return LOOK_S if wait_s is None else min(LOOK_S, wait_s)

    def _take(self, job: Job, outcome: Delivery | str) -> None:
        reason = outcome if isinstance(outcome, str) else _objection(outcome.result)
        if reason and self.schedule.failed(job, self.clock()):
            self.say(f"{job.site}: {reason}; it is tried again")
            return
        if not reason:
            self.schedule.done(job)
        delivery = self._nothing(job, outcome) if isinstance(outcome, str) else outcome
        self.keep(replace(delivery, result=replace(delivery.result, attempts=job.attempt)))

    def _give_up_hung(self) -> None:
        latest = self.clock() - self.limit_s - SLACK_S
        for job in [each for each, begun in self._out.items() if begun is not None and begun < latest]:
            del self._out[job]
            self.workers.give_up(job)
            self._take(job, f"its worker had not answered {SLACK_S:g} s after the limit of {self.limit_s:g} s")

    def _say_idle(self) -> None:
        if not self._out or any(begun is not None for begun in self._out.values()):
            self._idle_since = None
        elif self._idle_since is None:
            self._idle_since = self.clock()
        elif self.clock() - self._idle_since > IDLE_S:
            self._idle_since = self.clock()
            self.say(f"no worker has taken a site for {IDLE_S:g} s; are there any?")

    def _nothing(self, job: Job, reason: str) -> Delivery:
        url = self.sites[job.site].place
        return Delivery(result=unvisited(reason, site=job.site, url=url, started_at=datetime.now(UTC)))


def _objection(result: SiteResult) -> str:
    """Why a result is not taken before the last attempt: no page was seen at all."""
    return "" if result.seen.looked else (result.problems or ("no page was seen",))[0]
