"""When an expectation is met, unmet, or still open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harness.audit.testing import consent_decision, event, moment, page_view, push, timeline
from harness.capture.timeline import AskedHit, Timeline
from harness.expect.claims import AnyClaim, BeSent, Come, HaveWalked
from harness.expect.grammar import HitExpectation, TimelineExpectation
from harness.expect.judge import Judgement, Outcome
from harness.expect.testing import Seen
from harness.wire.hits import RawRequest

ASK = Seen(Timeline())
VIEW, EVENT, APPROVED = ASK.page_view(), ASK.event(), ASK.consent("approved")
ADA, GRACE = "a" * 32, "9" * 32

EMPTY = timeline()
ONE_VIEW = timeline(page_view("/", usertoken=ADA, email="ada@acme.test"))
TWO_VIEWS = timeline(page_view("/", usertoken=ADA), page_view("/docs", usertoken=GRACE))
VIEW_THEN_EVENT = timeline(page_view("/"), event("pe4242_x", plan="gold"))


def decide_later(judgement: Judgement, _: float | None) -> Judgement:
    return judgement


VIEWS = HitExpectation(VIEW, decide_later)
EVENTS = HitExpectation(EVENT, decide_later)
WALK = TimelineExpectation(VIEW, decide_later)


@pytest.mark.parametrize(
    ("judgement", "entries", "running", "settled"),
    [
        pytest.param(VIEWS.to_be_sent(), ONE_VIEW, "met", "met", id="sent"),
        pytest.param(VIEWS.to_be_sent(), EMPTY, "open", "open", id="not sent yet"),
        pytest.param(VIEWS.to_be_sent(times=1), ONE_VIEW, "open", "met", id="as often as wanted"),
        pytest.param(VIEWS.to_be_sent(times=2), ONE_VIEW, "open", "open", id="not often enough yet"),
        pytest.param(VIEWS.to_be_sent(times=1), TWO_VIEWS, "open", "unmet", id="too often"),
        pytest.param(VIEWS.to_be_sent(times=0), EMPTY, "open", "met", id="zero times"),
        pytest.param(VIEWS.not_to_be_sent(), EMPTY, "open", "met", id="not sent"),
        pytest.param(VIEWS.not_to_be_sent(), ONE_VIEW, "open", "unmet", id="sent though it should not be"),
        pytest.param(EVENTS.to_carry(plan="gold"), VIEW_THEN_EVENT, "met", "met", id="carries"),
        pytest.param(EVENTS.to_carry({"plan": "silver"}), VIEW_THEN_EVENT, "open", "open", id="does not carry yet"),
        pytest.param(EVENTS.not_to_carry(plan="silver"), VIEW_THEN_EVENT, "open", "met", id="does not carry"),
        pytest.param(EVENTS.not_to_carry(plan="gold"), VIEW_THEN_EVENT, "open", "unmet", id="carries what it must not"),
        pytest.param(
            VIEWS.to_arrive_with(ASK.identity("ada@acme.test")), ONE_VIEW, "met", "met", id="arrives as one hit"
        ),
        pytest.param(
            VIEWS.to_arrive_with(ASK.identity("grace@acme.test")), ONE_VIEW, "open", "open", id="not as one hit yet"
        ),
        pytest.param(VIEWS.not_to_arrive_with(ASK.identity()), TWO_VIEWS, "open", "met", id="apart"),
        pytest.param(VIEWS.not_to_arrive_with(ASK.identity()), ONE_VIEW, "open", "unmet", id="not apart"),
        pytest.param(VIEWS.to_come_before(EVENT), VIEW_THEN_EVENT, "open", "met", id="before"),
        pytest.param(VIEWS.to_come_before(EVENT), ONE_VIEW, "open", "open", id="before what has not come yet"),
        pytest.param(EVENTS.to_come_before(VIEW), VIEW_THEN_EVENT, "open", "unmet", id="not before"),
        pytest.param(EVENTS.to_come_after(VIEW), VIEW_THEN_EVENT, "open", "met", id="after"),
        pytest.param(VIEWS.to_come_after(EVENT), VIEW_THEN_EVENT, "open", "unmet", id="not after"),
        pytest.param(VIEWS.not_to_come_before(APPROVED), EMPTY, "open", "met", id="nothing comes before"),
        pytest.param(VIEWS.not_to_come_before(APPROVED), ONE_VIEW, "open", "unmet", id="before what never comes"),
        pytest.param(EVENTS.not_to_come_before(VIEW), VIEW_THEN_EVENT, "open", "met", id="rightly not before"),
        pytest.param(VIEWS.not_to_come_before(EVENT), VIEW_THEN_EVENT, "open", "unmet", id="wrongly before"),
        pytest.param(VIEWS.not_to_come_after(APPROVED), ONE_VIEW, "open", "met", id="not after what never comes"),
        pytest.param(EVENTS.not_to_come_after(VIEW), VIEW_THEN_EVENT, "open", "unmet", id="wrongly after"),
        pytest.param(VIEWS.to_come_from(ADA), ONE_VIEW, "open", "met", id="from the visitor"),
        pytest.param(VIEWS.to_come_from(ADA), EMPTY, "open", "open", id="from nobody yet"),
        pytest.param(VIEWS.to_come_from(ADA), TWO_VIEWS, "open", "unmet", id="from somebody else, too"),
        pytest.param(VIEWS.not_to_come_from(GRACE), ONE_VIEW, "open", "met", id="not from somebody else"),
        pytest.param(VIEWS.not_to_come_from(GRACE), TWO_VIEWS, "open", "unmet", id="from one who should not"),
        pytest.param(WALK.to_have_walked("/", "/docs"), TWO_VIEWS, "open", "met", id="walked"),
        pytest.param(WALK.to_have_walked("/", "/docs"), ONE_VIEW, "open", "open", id="still walking"),
        pytest.param(WALK.to_have_walked("/"), TWO_VIEWS, "open", "unmet", id="walked too far"),
        pytest.param(WALK.to_have_walked("/docs", "/"), TWO_VIEWS, "open", "unmet", id="walked elsewhere"),
        pytest.param(WALK.not_to_have_walked("/docs"), TWO_VIEWS, "open", "met", id="did not walk"),
        pytest.param(WALK.not_to_have_walked("/", "/docs"), TWO_VIEWS, "open", "unmet", id="walked what it must not"),
    ],
)
def test_a_verdict_before_and_after_settling(
    judgement: Judgement, entries: Timeline, running: Outcome, settled: Outcome
) -> None:
    assert (judgement.judge(entries, settled=False).outcome, judgement.judge(entries, settled=True).outcome) == (
        running,
        settled,
    )


@pytest.mark.parametrize(
    ("claim", "negated", "needs_settle"),
    [
        pytest.param(BeSent(), False, False, id="one hit is enough"),
        pytest.param(BeSent(), True, True, id="absence"),
        pytest.param(BeSent(times=1), False, True, id="count"),
        pytest.param(Come(order="before", other=VIEW), False, True, id="order"),
        pytest.param(HaveWalked(paths=("/",)), False, True, id="walk"),
        pytest.param(EVENTS.to_carry(plan="gold").claim, False, False, id="a carried value"),
    ],
)
def test_absence_counts_and_order_need_a_settled_timeline(claim: AnyClaim, negated: bool, needs_settle: bool) -> None:
    assert Judgement(query=VIEW, claim=claim, negated=negated).needs_settle == needs_settle


def test_a_verdict_names_the_hits_it_rests_on() -> None:
    verdict = VIEWS.to_be_sent(times=1).judge(TWO_VIEWS, settled=True)

    assert (verdict.met, verdict.found) == (False, TWO_VIEWS.hits)


def test_a_call_comes_before_the_hit_that_it_causes_in_the_same_millisecond() -> None:
    entries = timeline(push("trackPageView", at_s=1.0004), page_view("/", at_s=1.0))
    judgement = Judgement(query=ASK.call("trackPageView"), claim=Come(order="before", other=VIEW))

    assert judgement.judge(entries, settled=True).met


def test_the_wire_decides_the_order_of_hits_not_their_arrival() -> None:
    entries = timeline(event("pe4242_x", at_s=2), page_view("/", at_s=1), consent_decision("approved", at_s=3))

    assert VIEWS.to_come_before(EVENT).judge(entries, settled=True).met


def test_a_verdict_is_moved_to_what_its_entries_became() -> None:
    verdict = WALK.to_have_walked("/docs").judge(ONE_VIEW, settled=True)
    now = page_view("/docs")
    moved = verdict.moved({id(verdict.found[0]): now})

    assert (moved.found, moved.timeline.entries, moved.outcome) == ((now,), (now,), verdict.outcome)


def test_the_order_of_a_call_and_a_hit_is_told_by_the_image_though_the_pages_clock_is_ahead() -> None:
    pixel = "https://track.hubspot.com/__ptq.gif?1"
    ahead = replace(page_view("/", at_s=1800), request=RawRequest(url=pixel))
    seen = Timeline((AskedHit(url=pixel, at=moment(1)), ahead, push("identify", at_s=2)))
    come = Come(order="before", other=ASK.call("identify"))

    assert Judgement(query=VIEW, claim=come).judge(seen, settled=True).outcome == "met"
