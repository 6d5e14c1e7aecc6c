"""Hits beside what the page said of its content."""

from __future__ import annotations

import pytest

from harness.capture.timeline import JsonValue
from tests.expect.consistency.pages import Page


def test_a_hit_carries_what_was_said_last() -> None:
    page = Page()
    page.push("setContentType", "landing-page")
    page.push("setContentType", "blog-post")
    page.push("setPageId", 777)
    page.push("setCanonicalUrl", "https://www.acme.test/c")
    page.hit(ct="blog-post", pi="777", ccu="https://www.acme.test/c")

    assert page.alarms("content") == []


def test_what_differs_is_told() -> None:
    page = Page()
    page.push("setContentType", "blog-post")
    page.push("setPageId", 777)
    page.hit(ct="landing-page")

    assert page.alarms("content") == [
        "ct (content type): setContentType (app.js:41 onRoute) said 'blog-post', the hit said 'landing-page'",
        "pi (page id): setPageId (app.js:41 onRoute) said '777', the hit said nothing",
    ]


@pytest.mark.parametrize(
    "arguments",
    [pytest.param((), id="nothing"), pytest.param(("",), id="an empty text"), pytest.param((None,), id="null")],
)
def test_of_odd_values_nothing_is_certain(arguments: tuple[JsonValue, ...]) -> None:
    page = Page()
    page.push("setContentType", *arguments)
    page.hit(ct="blog-post")

    assert page.alarms("content") == []


def test_what_nobody_was_seen_to_say_may_come_from_elsewhere() -> None:
    page = Page()
    page.hit(ct="landing-page", pi="7")

    assert page.alarms("content") == []


def test_after_a_function_nothing_is_certain() -> None:
    page = Page()
    page.push("setContentType", "blog-post")
    page.push("(function)")
    page.hit(ct="landing-page")

    assert page.alarms("content") == []
