"""Expectations that hold of the visit that they were made of."""

from __future__ import annotations

import pytest

from harness.audit.testing import START, event, navigation, page_view, sent, timeline
from harness.capture.timeline import Entry
from harness.codegen.actions import Action, Course
from harness.codegen.disguise import Disguise
from harness.codegen.expectations import steps_of
from harness.wire.hits import BannerReport, PageView

HOME_VIEW = 'expect(hubspot.page_view("/")).to_be_sent()'
START_S = START.timestamp()


def steps(*entries: Entry, at: tuple[float, ...] = (0,), ended_at: float | None = None) -> list[tuple[str, ...]]:
    """The lines behind actions at these seconds, and those of the whole visit."""
    actions = tuple(Action(at=START_S + each, code="page.reload()") for each in at)
    course = Course(actions=actions, ended_at=None if ended_at is None else START_S + ended_at)
    return [step.lines for step in steps_of(course, timeline(*entries), Disguise(["ada@acme.test"]))]


def test_each_hit_is_expected_behind_its_action() -> None:
    assert steps(page_view(at_s=0.1), page_view("/a", at_s=2), at=(0, 1, 3)) == [
        (HOME_VIEW,),
        ('expect(hubspot.page_view("/a")).to_be_sent()',),
        (),
        ('expect(hubspot).to_have_walked("/", "/a")',),
    ]


@pytest.mark.parametrize(
    ("at_s", "lines"),
    [
        pytest.param(0.99, [(), (HOME_VIEW,)], id="a little before the action"),
        pytest.param(0.9, [(HOME_VIEW,), ()], id="before it"),
        pytest.param(-1, [(HOME_VIEW,), ()], id="before all"),
    ],
)
def test_clocks_that_differ_make_no_expectation_stand_too_early(at_s: float, lines: list[tuple[str, ...]]) -> None:
    assert steps(page_view(at_s=at_s), at=(0, 1))[:2] == lines


def test_what_comes_again_is_counted() -> None:
    again = 'expect(hubspot.page_view("/")).to_be_sent(times=3)'

    assert steps(page_view(), page_view(at_s=1), page_view(at_s=1.1), at=(0, 0.9))[:2] == [(HOME_VIEW,), (again,)]


def test_an_event_is_expected_with_its_values_once() -> None:
    buy = 'expect(hubspot.event("pe4242_buy")).'

    lines = steps(
        event("pe4242_buy", size="L", at_s=0),
        event("pe4242_buy", size="M", at_s=1),
        event("pe4242_buy", size="L", at_s=2),
        event("pe4242_look", at_s=2.1),
        at=(0, 1, 2),
    )

    assert lines[:3] == [
        (f'{buy}to_carry(size="L")',),
        (f'{buy}to_carry(size="M")',),
        (f"{buy}to_be_sent(times=3)", 'expect(hubspot.event("pe4242_look")).to_be_sent()'),
    ]


def test_an_identity_is_expected_with_the_hit_that_brings_it() -> None:
    who = 'expect(hubspot.identity(email="ada@acme.test"))'
    known = [sent(PageView(), on=path, email="ada@acme.test") for path in ("/welcome", "/home")]
    bought = sent(event("pe4242_buy", size="L"), email="ada@acme.test")

    assert steps(*known)[0] == (
        f'{who}.to_arrive_with(hubspot.page_view("/welcome"))',
        'expect(hubspot.page_view("/home")).to_be_sent()',
    )
    assert steps(bought)[0] == (
        f'{who}.to_arrive_with(hubspot.event("pe4242_buy"))',
        'expect(hubspot.event("pe4242_buy")).to_carry(size="L")',
    )
    assert steps(sent(BannerReport(activity="view"), email="ada@acme.test"))[0] == (f"{who}.to_be_sent()",)


def test_what_comes_long_after_the_visitor_is_only_told() -> None:
    assert steps(page_view(at_s=0), event("pe4242_read", at_s=31)) == [
        (HOME_VIEW, "# 31 s later, without the visitor: event pe4242_read"),
        ('expect(hubspot).to_have_walked("/")',),
    ]


def test_what_is_sent_while_leaving_at_the_end_is_not_expected() -> None:
    assert steps(page_view(at_s=0), event("pe4242_bye", at_s=2), ended_at=2)[0] == (HOME_VIEW,)
    assert steps(page_view(at_s=0), event("pe4242_bye", at_s=2), ended_at=2.1)[0] != (HOME_VIEW,)


def test_a_visit_over_several_hosts_is_one_visitors() -> None:
    shop = page_view("https://acme-shop.test/")

    assert steps(page_view(), shop) == [
        (
            'expect(hubspot.page_view("/", host="www.acme.test")).to_be_sent()',
            'expect(hubspot.page_view("/", host="acme-shop.test")).to_be_sent()',
        ),
        ('expect(hubspot).to_have_walked("/", "/")', "expect(hubspot.hit()).to_come_from(hubspot.visitor)"),
    ]
    assert steps(page_view(), page_view("https://acme-shop.test/", usertoken="1" * 32))[1] == (
        'expect(hubspot).to_have_walked("/", "/")',
    )


def test_a_visit_without_a_hit_says_so() -> None:
    assert steps(navigation("/", at_s=0)) == [(), ("expect(hubspot.hit()).not_to_be_sent()",)]
    assert steps(page_view(), at=()) == [("expect(hubspot.hit()).not_to_be_sent()",)]
