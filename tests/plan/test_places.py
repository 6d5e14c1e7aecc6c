"""Which patterns the pages of some visits make."""

from __future__ import annotations

import pytest

from harness.audit.testing import event, navigation, page_view, timeline
from harness.plan.places import KnownOn, Places


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        pytest.param("/", "/", id="the root"),
        pytest.param("/courses/stars?level=2#top", "/courses/stars", id="query and anchor are left out"),
        pytest.param("/orders/4711/edit", "/orders/*/edit", id="a number"),
        pytest.param("/orders/0f3a9c2d", "/orders/*", id="an id"),
        pytest.param("/decade", "/decade", id="a word of such letters"),
        pytest.param("/users/ada%40acme.test", "/users/*", id="an e-mail address"),
        pytest.param(f"/{'a' * 41}", "/*", id="a long step"),
        pytest.param("/#/users/7?a=b", "/#/users/*", id="a route in the fragment"),
        pytest.param("/#!/users", "/#!/users", id="with an exclamation mark"),
    ],
)
def test_steps_that_differ_from_visit_to_visit_become_stars(path: str, pattern: str) -> None:
    assert Places([timeline(page_view("/", set_path=path))]).routes() == ({pattern: 1}, ())


@pytest.mark.parametrize(
    "path", [f"/{'/a' * 200}", "/ada@acme.test%2F7"], ids=["a very long one", "a star that hides a slash"]
)
def test_what_no_pattern_names_is_left_out(path: str) -> None:
    assert Places([timeline(page_view("/", set_path=path))]).routes() == ({}, ())


def test_routes_are_counted_and_have_hosts_where_there_are_several() -> None:
    visits = [timeline(page_view("/"), page_view("/")), timeline(page_view("https://acme-shop.test/cart"))]

    assert Places(visits).routes() == ({"www.acme.test/": 2, "acme-shop.test/cart": 1}, ())


def test_a_route_is_left_out_when_a_visit_of_it_was_not_counted() -> None:
    visits = [timeline(navigation("/a/1"), page_view("/a/1"), page_view("/b")), timeline(navigation("/a/2"))]

    assert Places(visits).routes() == ({"/b": 1}, ("/a/*",))


def test_a_visitor_is_known_where_every_hit_says_so() -> None:
    visits = [
        timeline(
            page_view("/"),
            page_view("/account/1", identity={"email": "ada@acme.test", "id": "7"}),
            page_view("/account/2", identity={"email": "ada@acme.test", "id": ""}),
            page_view("/welcome", email="ada@acme.test"),
            page_view("/home"),
            page_view("/home", email="ada@acme.test"),
        ),
        timeline(event("pe4242_course")),
    ]

    assert Places(visits).known() == (KnownOn(keys=("email",), pages=("/account/*", "/welcome"), hits=3),)


def test_of_no_hits_there_are_no_places() -> None:
    assert (Places([]).routes(), Places([]).known()) == (({}, ()), ())
