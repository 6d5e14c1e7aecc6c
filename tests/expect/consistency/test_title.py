"""Hits beside the title of their moment."""

from __future__ import annotations

import pytest

from tests.expect.consistency.pages import Page


@pytest.mark.parametrize("title", [pytest.param("Courses", id="a title"), pytest.param("", id="none")])
def test_a_hit_copies_the_title(title: str) -> None:
    page = Page()
    page.title = title
    page.hit(t=title or None)

    assert page.alarms("title") == []


def test_another_title_than_the_pages_is_told() -> None:
    page = Page()
    page.hit(t="Courses")

    assert page.alarms("title") == ["t (title of the page): the page's title said 'Home', the hit said 'Courses'"]


def test_titles_that_part_late_are_shown_where_they_part() -> None:
    page = Page()
    page.title = "a" * 200 + "b"
    page.hit(t="a" * 200 + "c")

    assert page.alarms("title") == [
        "t (title of the page): the page's title said …'aaaaaaaaaab', the hit said …'aaaaaaaaaac'"
    ]


def test_a_title_that_is_not_known_agrees_with_everything() -> None:
    page = Page()
    page.title = None
    page.hit(t="Courses")

    assert page.alarms("title") == []


def test_a_legacy_event_may_have_a_key_of_that_name_from_the_page() -> None:
    page = Page()
    page.title = ""
    page.hit(k="3", n="7", t="free")

    assert page.alarms("title") == []


def test_the_pages_own_functions_may_change_the_title_while_a_hit_is_made() -> None:
    page = Page()
    page.push("identify", {"plan": {"$type": "Plan"}})
    page.hit(t="Courses")

    assert page.alarms("title") == []
