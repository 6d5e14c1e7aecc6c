"""What is listed while it happens."""

from __future__ import annotations

from dataclasses import replace

from harness.audit.testing import START, malformed, navigation, page_view, timeline
from harness.codegen.actions import course_of
from harness.codegen.live import LiveList
from tests.codegen.doings import FIELD, HOME, click, fill, load

AT = START.timestamp()
GOTO = f'page.goto("{HOME}")'
VIEW = "  hit: page view of /"


def test_a_hit_stands_below_its_action() -> None:
    actions = course_of([load(AT), click(AT + 1)], HOME).actions
    seen = timeline(navigation("/", at_s=0), page_view(at_s=0.1), page_view("/a", at_s=0.97), malformed("no k", at_s=2))

    assert LiveList().news(actions, seen) == [
        GOTO,
        VIEW,
        'page.get_by_role("link").click()',
        "  hit: page view of /a",
        "  malformed: https://track.hubspot.com/__ptq.gif: no k",
    ]


def test_only_news_are_told() -> None:
    live, actions = LiveList(), course_of([load(AT)], HOME).actions

    told = [
        live.news(actions, timeline()),
        live.news(actions, timeline(page_view())),
        live.news(actions, timeline(page_view())),
    ]

    assert told == [[GOTO], [VIEW], []]


def test_typing_is_told_when_it_is_over() -> None:
    live, reports = LiveList(), [load(AT)]
    typed = [fill(AT + 1, "a"), fill(AT + 2, "ad"), click(AT + 3)]

    told = [
        live.news(course_of([*reports, *typed[:number]], HOME).actions, timeline()) for number in range(len(typed) + 1)
    ]

    assert told == [[GOTO], [], [], [f'page.{FIELD}.fill("ad")', 'page.get_by_role("link").click()']]


def test_a_hit_and_the_end_are_ends_of_typing() -> None:
    actions = course_of([load(AT), fill(AT + 1, "a")], HOME).actions

    assert LiveList().news(actions, timeline(page_view(at_s=2)))[1:] == [f'page.{FIELD}.fill("a")', VIEW]
    assert LiveList().news(actions, timeline(), is_over=True)[1:] == [f'page.{FIELD}.fill("a")']


def test_hits_that_the_browser_made_one_request_of_are_told_once() -> None:
    merged = replace(page_view(), merged=True)

    assert LiveList().news((), timeline(page_view(), merged)) == [VIEW]
