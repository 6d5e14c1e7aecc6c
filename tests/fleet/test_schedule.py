"""Which site comes next."""

from __future__ import annotations

from harness.fleet.schedule import Job, Manners, Schedule

SITES = ["a.acme.test", "b.acme.test", "ada.test"]


def host_of(site: str) -> str:
    return site.partition(".")[2] if site.count(".") > 1 else site


def schedule(**manners: float) -> Schedule:
    return Schedule.of(SITES, host_of, Manners(**{"gap_s": 0, **manners}))  # type: ignore[arg-type]  # whole numbers fit


def job(site: str, attempt: int = 1) -> Job:
    return Job(site=site, host=host_of(site), attempt=attempt)


def test_sites_of_one_host_wait_for_each_other() -> None:
    plan = schedule()

    assert [plan.next(0), plan.next(0), plan.next(0)] == [job("a.acme.test"), job("ada.test"), None]
    assert plan.wait_s(0) is None


def test_what_has_waited_for_its_host_comes_next() -> None:
    plan = schedule()
    plan.next(0)
    plan.next(0)
    plan.next(0)
    plan.done(job("a.acme.test"))

    assert plan.next(1) == job("b.acme.test")


def test_one_that_ends_wakes_one_that_waits() -> None:
    plan = Schedule.of(["1.ada.test", "2.ada.test", "3.ada.test"], host_of, Manners(gap_s=0))
    begun = [plan.next(0), plan.next(0)]
    plan.done(job("1.ada.test"))

    assert [*begun, plan.next(1), plan.next(1)] == [job("1.ada.test"), None, job("2.ada.test"), None]


def test_one_of_several_that_ends_makes_room_for_one() -> None:
    plan = Schedule.of(["1.ada.test", "2.ada.test", "3.ada.test", "4.ada.test"], host_of, Manners(gap_s=0, a_host=2))
    begun = [plan.next(0), plan.next(0), plan.next(0)]
    plan.done(job("1.ada.test"))

    assert begun == [job("1.ada.test"), job("2.ada.test"), None]
    assert [plan.next(1), plan.next(1)] == [job("3.ada.test"), None]


def test_several_sites_of_a_host_may_be_allowed() -> None:
    plan = schedule(a_host=2)

    assert [plan.next(0), plan.next(0), plan.next(0)] == [job(each) for each in SITES]


def test_starts_on_one_host_are_apart() -> None:
    plan = schedule(a_host=2, gap_s=5)

    assert [plan.next(0), plan.next(0), plan.next(0)] == [job("a.acme.test"), job("ada.test"), None]
    assert plan.wait_s(2) == 3
    assert plan.next(5) == job("b.acme.test")


def test_a_site_that_failed_is_tried_again_after_longer_and_longer_pauses() -> None:
    plan = Schedule.of(["ada.test"], host_of, Manners(attempts=3, backoff_s=10, gap_s=0))

    assert [plan.next(0), plan.failed(job("ada.test"), 0)] == [job("ada.test"), True]
    assert [plan.next(9), plan.wait_s(9), plan.next(10)] == [None, 1, job("ada.test", 2)]
    assert [plan.failed(job("ada.test", 2), 10), plan.wait_s(10)] == [True, 20]
    assert [plan.next(30), plan.failed(job("ada.test", 3), 30)] == [job("ada.test", 3), False]
    assert plan.over


def test_it_is_over_when_nothing_is_left_and_nothing_under_way() -> None:
    plan = Schedule.of(["ada.test"], host_of, Manners())

    assert not plan.over
    plan.next(0)
    assert not plan.over
    plan.done(job("ada.test"))
    assert plan.over
