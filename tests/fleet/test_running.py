"""A run over a fleet, with workers that do nothing by themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import pytest

from harness.fleet.look import Delivery
from harness.fleet.result import SiteResult
from harness.fleet.running import SLACK_S, Running
from harness.fleet.schedule import Job, Manners, Schedule
from harness.fleet.sites import FleetSite
from tests.fleet.cases import failure, result
from tests.fleet.looks import answer, sites

LIMIT_S = 100.0
Script = Callable[[Job, FleetSite], Delivery | str | None]


@dataclass
class Scripted:
    """Workers that answer as a function says, None being never; the time goes on by as long as they are waited for."""

    script: Script
    most: int = 2
    now: float = 0.0
    under_way: dict[Job, Delivery | str | None] = field(default_factory=dict)
    given_up: list[str] = field(default_factory=list)
    crowd: int = 0
    lazy: bool = False
    """Whether nobody begins with what was given."""
    fresh: list[Job] = field(default_factory=list)

    @property
    def room(self) -> int:
        return self.most - len(self.under_way)

    def give(self, job: Job, site: FleetSite) -> None:
        self.under_way[job] = self.script(job, site)
        self.crowd = max(self.crowd, len(self.under_way))
        self.fresh.append(job)

    def begun(self) -> Iterable[Job]:
        told, self.fresh = self.fresh, []
        return [] if self.lazy else told

    def ended(self, wait_s: float) -> Iterable[tuple[Job, Delivery | str]]:
        self.now += max(wait_s, 0.1)
        over = [(job, outcome) for job, outcome in self.under_way.items() if outcome is not None]
        self.under_way = {job: outcome for job, outcome in self.under_way.items() if outcome is None}
        return over

    def give_up(self, job: Job) -> None:
        del self.under_way[job]
        self.given_up.append(f"{job.site} {job.attempt}")


def run(script: Script, number: int = 3, attempts: int = 2) -> tuple[Scripted, list[SiteResult], list[str]]:
    """The workers after a run, what was kept, what was said."""
    workers, kept, said = Scripted(script), list[Delivery](), list[str]()
    named = sites(number)
    Running(
        sites=named,
        schedule=Schedule.of(named, str, Manners(attempts=attempts, backoff_s=5)),
        workers=workers,
        keep=kept.append,
        limit_s=LIMIT_S,
        clock=lambda: workers.now,
        say=said.append,
    ).run()
    return workers, [each.result for each in kept], said


def test_every_site_is_kept_once_and_no_more_are_out_than_there_is_room() -> None:
    workers, kept, _ = run(lambda _, site: answer(site), number=7)

    assert sorted(each.site for each in kept) == sorted(sites(7))
    assert workers.crowd == 2


def test_a_site_whose_worker_failed_is_tried_again() -> None:
    _, kept, said = run(lambda job, site: "its worker failed" if job.attempt == 1 else answer(site), number=1)

    assert [(each.attempts, each.health) for each in kept] == [(2, "error")]
    assert said == ["0.acme.test: its worker failed; it is tried again"]


def test_a_site_that_nobody_could_look_at_is_kept_as_failed() -> None:
    _, kept, _ = run(lambda *_: "its worker failed", number=1)

    assert [(each.attempts, each.health, each.problems) for each in kept] == [(2, "failed", ("its worker failed",))]


@pytest.mark.parametrize(
    ("things", "reason"),
    [
        pytest.param((failure("no answer"),), "no answer", id="with a reason"),
        pytest.param((), "no page was seen", id="without one"),
    ],
)
def test_a_site_of_which_no_page_was_seen_is_tried_again(things: tuple[()], reason: str) -> None:
    _, kept, said = run(lambda *_: Delivery(result=result(*things, whole=False, looked=False)), number=1)

    assert said == [f"0.acme.test: {reason}; it is tried again"]
    assert [each.attempts for each in kept] == [2]


def test_a_worker_that_hangs_is_given_up_and_the_site_tried_again() -> None:
    workers, kept, _ = run(lambda job, site: None if job.attempt == 1 else answer(site), number=1)

    assert workers.given_up == ["0.acme.test 1"]
    assert workers.now > LIMIT_S + SLACK_S
    assert [each.attempts for each in kept] == [2]


class ToldError(Exception):
    """What was said ends the run."""


def tell(text: str) -> None:
    raise ToldError(text)


def test_a_site_that_no_worker_has_begun_with_is_not_given_up_but_told() -> None:
    workers = Scripted(lambda *_: None, lazy=True)
    with pytest.raises(ToldError, match=r"^no worker has taken a site for 60 s; are there any\?$"):
        Running(
            sites=sites(1),
            schedule=Schedule.of(sites(1), str, Manners()),
            workers=workers,
            keep=print,
            limit_s=-SLACK_S,
            clock=lambda: workers.now,
            say=tell,
        ).run()

    assert workers.given_up == []


def test_a_run_that_is_stopped_hands_nothing_out_any_more() -> None:
    workers, kept = Scripted(lambda _, site: answer(site), most=1), list[Delivery]()
    with pytest.raises(KeyboardInterrupt):
        Running(
            sites=sites(3),
            schedule=Schedule.of(sites(3), str, Manners()),
            workers=workers,
            keep=kept.append,
            limit_s=LIMIT_S,
            clock=lambda: workers.now,
            stopped=lambda: len(kept) == 2,
        ).run()

    assert ([each.result.site for each in kept], workers.under_way) == (["0.acme.test", "1.acme.test"], {})


class Late(Scripted):
    """What was given up ends all the same."""

    def give_up(self, job: Job) -> None:
        self.under_way[job] = answer(sites(1)[job.site])


def test_what_was_given_up_and_ends_all_the_same_is_not_counted() -> None:
    workers, kept = Late(lambda *_: None), list[Delivery]()
    Running(
        sites=sites(1),
        schedule=Schedule.of(sites(1), str, Manners(attempts=2, backoff_s=5)),
        workers=workers,
        keep=kept.append,
        limit_s=LIMIT_S,
        clock=lambda: workers.now,
    ).run()

    assert [(each.result.health, each.result.attempts) for each in kept] == [("failed", 2)]
