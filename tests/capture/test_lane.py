import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from harness.capture.hosts import HostTable
from harness.capture.lane import ContextLane, Motion, Opening
from harness.capture.tunnel import Tunnel

InLoop = Callable[[Coroutine[Any, Any, Any]], Any]


def new_lane() -> ContextLane:
    return ContextLane(table=HostTable())


def asked(lane: ContextLane, host: str) -> Tunnel:
    """A tunnel whose server owes an answer."""
    made = Tunnel(host, lane.changed.set)
    made.asked(1000)
    lane.tunnels.add(made)
    return made


@pytest.mark.parametrize(
    ("hosts", "fenced"),
    [
        pytest.param([], ("track.hubspot.com",), id="none seen"),
        pytest.param(["js-eu1.hs-scripts.com"], ("track-eu1.hubspot.com",), id="a loader's hublet"),
        pytest.param(["js.hs-banner.com", "track.hubspot.com"], ("track.hubspot.com",), id="the same one twice"),
        pytest.param(
            ["track-na2.hubspot.com", "track.hubspot.com"],
            ("track-na2.hubspot.com", "track.hubspot.com"),
            id="two tracking hosts",
        ),
        pytest.param(["forms.hsforms.com", "www.acme.test"], ("track.hubspot.com",), id="hosts without tracking"),
    ],
)
def test_fences_are_put_where_hits_go(hosts: list[str], fenced: tuple[str, ...]) -> None:
    lane = new_lane()
    assert [bool(lane.target(host, 443)) for host in hosts] == [True] * len(hosts)
    assert lane.fence_hosts() == fenced


async def held(lane: ContextLane, then: Callable[[], None]) -> tuple[bool, bool]:
    """Whether a document is held back for hits, before and after something happened."""
    waiting = asyncio.create_task(lane.hits_out(0, 20))
    await asyncio.sleep(0)
    before = not waiting.done()
    then()
    for _ in range(3):
        await asyncio.sleep(0)
    after = not waiting.done()
    waiting.cancel()
    return before, after


def test_the_next_document_waits_for_a_connection_that_hits_need(in_loop: InLoop) -> None:
    lane = new_lane()

    async def play() -> tuple[bool, bool]:
        lane.opens(1, for_hits=True)
        return await held(lane, lambda: lane.taken(1))

    assert in_loop(play()) == (True, False)


def test_the_next_document_waits_for_no_other_connection(in_loop: InLoop) -> None:
    lane = new_lane()

    async def play() -> tuple[bool, bool]:
        lane.opens(1, for_hits=False)
        return await held(lane, lambda: None)

    assert in_loop(play()) == (False, False)


def test_a_connection_is_given_the_longer_the_slower_its_handshake_was(in_loop: InLoop) -> None:
    slow = Opening(since=0.0, for_hits=True)
    slow.done(1.0)
    fast = Opening(since=0.0, for_hits=True)
    fast.done(0.001)
    assert (slow.until, fast.until) == (5.0, pytest.approx(0.021))


def test_every_lane_has_a_token_of_its_own() -> None:
    assert new_lane().token != new_lane().token


def test_a_lane_is_busy_while_it_answers() -> None:
    lane = new_lane()
    lane.answering = 1
    assert lane.busy


def test_a_lane_is_busy_while_a_server_owes_an_answer() -> None:
    lane = new_lane()
    tunnel = asked(lane, "www.acme.test")
    owing = (lane.busy, lane.unanswered())
    tunnel.answered()
    assert (owing, lane.busy, lane.unanswered()) == ((True, ("www.acme.test",)), False, ())


def test_a_server_that_owes_an_answer_for_long_is_a_doubt_not_a_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lane = new_lane()
    asked(lane, "stream.test")
    monkeypatch.setattr("harness.capture.lane.PATIENCE_S", 0.0)
    assert (lane.busy, lane.unanswered()) == (False, ("stream.test",))


def test_motion_is_told_since_a_moment() -> None:
    before = Motion(hits=1, others=2, busy=True)
    assert Motion(hits=3, others=2, busy=False).since(before) == Motion(hits=2, others=0, busy=True)


def test_a_lane_at_rest_makes_nobody_wait(in_loop: InLoop) -> None:
    in_loop(new_lane().rest(20))


def test_rest_comes_with_the_answer(in_loop: InLoop) -> None:
    async def wait() -> bool:
        lane = new_lane()
        tunnel = asked(lane, "www.acme.test")
        asyncio.get_running_loop().call_soon(tunnel.answered)
        await lane.rest(20)
        return lane.busy

    assert not in_loop(wait())


def test_waiting_for_rest_is_bounded(in_loop: InLoop) -> None:
    async def wait() -> bool:
        lane = new_lane()
        lane.answering = 1
        await lane.rest(0.01)
        return lane.busy

    assert in_loop(wait())


def test_waiting_for_a_condition_ends_when_it_holds(in_loop: InLoop) -> None:
    async def wait() -> int:
        lane = new_lane()
        asyncio.get_running_loop().call_soon(lambda: (setattr(lane, "hits", 1), lane.changed.set()))
        await lane.until(lambda: lane.hits == 1, 20)
        return lane.hits

    assert in_loop(wait()) == 1


def test_waiting_for_a_condition_is_bounded(in_loop: InLoop) -> None:
    in_loop(new_lane().until(lambda: False, 0.01))


def test_a_name_without_end_is_cut_where_it_is_refused() -> None:
    lane = new_lane()
    lane.refused("a" * 10**6, 443, "no")
    assert [len(refusal.host) for refusal in lane.journal.timeline().refusals] == [253]
