"""Hits beside what `setPath` said."""

from __future__ import annotations

import pytest

from harness.capture.timeline import JsonValue
from tests.expect.consistency.pages import Page


def test_a_path_stays_until_it_is_set_again() -> None:
    page = Page()
    page.push("setPath", "/home", early=True)
    page.hit(po="/home")
    page.hit(po="/home")
    page.push("setPath", "/courses")
    page.hit(po="/courses", rpo="/home")

    assert page.alarms("path") == []


def test_another_path_than_the_last_one_is_told_with_the_line_that_set_it() -> None:
    page = Page()
    page.push("setPath", "/home")
    page.push("setPath", "/courses")
    page.hit(po="/home")

    assert page.alarms("path") == [
        "po (path given by setPath): setPath (app.js:41 onRoute) said '/courses', the hit said '/home'",
        "rpo (path before the last setPath): setPath (app.js:41 onRoute) said '/home', the hit said nothing",
    ]


def test_a_path_that_nobody_set_is_told() -> None:
    page = Page()
    page.hit(po="/home")

    assert page.alarms("path") == ["po (path given by setPath): the page said nothing, the hit said '/home'"]


def test_the_empty_path_is_sent_as_the_root() -> None:
    page = Page()
    page.push("setPath", "")
    page.hit(po="/")

    assert page.alarms("path") == []


@pytest.mark.parametrize(
    "path",
    [
        pytest.param((), id="none"),
        pytest.param((None,), id="null"),
        pytest.param((True,), id="a boolean"),
        pytest.param(({"a": 1},), id="an object"),
        pytest.param(("a" * 10_001,), id="a text that was cut"),
    ],
)
def test_of_an_odd_path_nothing_is_certain(path: tuple[JsonValue, ...]) -> None:
    page = Page()
    page.push("setPath", *path)
    page.hit(po="/odd")

    assert page.alarms("path") == []


def test_a_number_is_sent_as_text() -> None:
    page = Page()
    page.push("setPath", 42)
    page.hit(po="42")

    assert page.alarms("path") == []


def test_what_a_function_said_is_not_known() -> None:
    page = Page()
    page.push("(function)")
    page.hit(po="/home")

    assert page.alarms("path") == []


def test_a_legacy_event_may_have_a_key_of_that_name_from_the_page() -> None:
    page = Page()
    page.hit(k="3", n="7", po="free")

    assert page.alarms("path") == []
