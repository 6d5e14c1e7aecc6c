"""Which routes were visited, and which of the visits were counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harness.audit.testing import navigation, page_view, timeline
from harness.capture.timeline import Entry, Timeline
from harness.plan.address import Address
from harness.plan.fault import Fault
from harness.plan.plan import Plan
from harness.plan.routes import missed_routes, unviewed_routes

PLAN = Plan(routes=(Address("/"), Address("/courses/*", line=7), Address("/#/about")))


def missed(*entries: Entry) -> list[str]:
    """What is told of routes that were missed."""
    return [fault.text for fault in missed_routes(PLAN, timeline(*entries))]


@pytest.mark.parametrize(
    "entries",
    [
        pytest.param((navigation("/", "load"), page_view("/")), id="a page"),
        pytest.param((navigation("/courses/1?from=mail"), page_view("/courses/1")), id="the query is left open"),
        pytest.param((navigation("/courses/1"), page_view("/", set_path="/courses/1")), id="counted by its path"),
        pytest.param(
            (navigation("/courses/1"), page_view("/courses/1", set_path="/courses/any")), id="under its route"
        ),
        pytest.param(
            (navigation("/#/about", "hash"), page_view("/", set_path="/#/about")), id="a route in the fragment"
        ),
        pytest.param((page_view("/"), navigation("/", "load")), id="in whatever order"),
        pytest.param((navigation("/elsewhere"),), id="not in the plan"),
        pytest.param((replace(navigation("/courses/1"), top=False),), id="a frame"),
        pytest.param((navigation("/", "load"), navigation("/home", "replace")), id="another path took its place"),
    ],
)
def test_nothing_is_missed(entries: tuple[Entry, ...]) -> None:
    assert missed(*entries) == []


@pytest.mark.parametrize(
    ("entries", "texts"),
    [
        pytest.param((navigation("/", "load"),), ["/"], id="no page view"),
        pytest.param(
            (navigation("/courses/1"), navigation("/courses/2"), page_view("/courses/1")),
            ["/courses/2"],
            id="of one only",
        ),
        pytest.param(
            (navigation("/courses/1"), page_view("/courses/1", set_path="/")), ["/courses/1"], id="other path"
        ),
        pytest.param((navigation("/courses/1"), navigation("/courses/1?a=b")), ["/courses/1"], id="twice"),
        pytest.param(
            (navigation("/", "load"), navigation("/?a=b", "replace"), page_view("/x")),
            ["/"],
            id="only its query changed",
        ),
        pytest.param(
            (navigation("/", "load"), replace(navigation("/home", "replace"), page=1)),
            ["/"],
            id="replaced in another tab",
        ),
    ],
)
def test_a_visit_without_a_page_view_is_missed(entries: tuple[Entry, ...], texts: list[str]) -> None:
    assert missed(*entries) == [f"{text} was visited, and no page view counted it" for text in texts]


def test_a_missed_visit_says_where_it_was_and_where_it_was_planned() -> None:
    visit = navigation("/courses/1", at_s=1)

    assert list(missed_routes(PLAN, timeline(visit))) == [
        Fault(kind="route not viewed", text="/courses/1 was visited, and no page view counted it", at=visit, line=7)
    ]


@pytest.mark.parametrize(
    ("entries", "texts"),
    [
        ((), ["/", "/courses/*", "/#/about"]),
        ((page_view("/"), page_view("/courses/1")), ["/#/about"]),
        ((page_view("/x"), navigation("/courses/1")), ["/", "/#/about"]),
    ],
    ids=["nothing was seen", "one is missing", "a visit is told elsewhere"],
)
def test_routes_that_were_never_viewed(entries: tuple[Entry, ...], texts: list[str]) -> None:
    seen: Timeline = timeline(*entries)

    assert [fault.text for fault in unviewed_routes(PLAN, seen)] == [f"{text} was never viewed" for text in texts]
