"""Real routers: the right site of each sends one view a route with path, query and title; the wrong ones do not.

Each visit goes from / to the advanced courses, to /about, back and forward. It is made once, and both what it sent and
what the audit finds in it are looked at.
"""

from __future__ import annotations

import pytest

from harness.stage.places import Engine
from tests.sites.visiting import expected, found, of_site, sent, visits_of

pytestmark = [pytest.mark.browser, pytest.mark.npm]

RIGHT = [
    "/ Home",
    "/courses?level=advanced Courses",
    "/about About",
    "/courses?level=advanced Courses",
    "/about About",
]
RIGHT_BY_HASH = [
    "/#/ Home",
    "/#/courses?level=advanced Courses",
    "/#/about About",
    "/#/courses?level=advanced Courses",
    "/#/about About",
]
FIRST_VIEW_TWICE = ["/ Home", *RIGHT]
WITHOUT_QUERY = ["/ Home", "/courses Courses", "/about About", "/courses Courses", "/about About"]
STALE_TITLE = [
    "/ Home",
    "/courses?level=advanced Home",
    "/about Courses",
    "/courses?level=advanced About",
    "/about Courses",
]
# Nothing but the tracking code has counted the first view.
UNNAMED = ["- Home"]

SENT = {
    "react": {
        "react": RIGHT,
        "react/first-view-twice": FIRST_VIEW_TWICE,
        "react/without-query": WITHOUT_QUERY,
        "react/stale-title": UNNAMED + STALE_TITLE[1:],
        "react/strict-mode": FIRST_VIEW_TWICE,
        "react/lost-on-remount": ["/ Home"],
    },
    "vue": {
        "vue": RIGHT,
        "vue/hash": RIGHT_BY_HASH,
        "vue/hash-without-route": ["/ Home", "/ Courses", "/ About", "/ Courses", "/ About"],
        "vue/first-view-twice": FIRST_VIEW_TWICE,
        "vue/without-query": WITHOUT_QUERY,
        "vue/stale-title": STALE_TITLE,
        # The router replaces the state once at load, before each push, and when the page is left; back is no push.
        "vue/every-state": [
            "/ Home",
            "/ Home",
            "/ Home",
            "/courses?level=advanced Home",
            "/courses?level=advanced Courses",
            "/about Courses",
            "/about About",
        ],
    },
    "turbo": {
        "turbo": RIGHT,
        "turbo/untracked": UNNAMED,
        # On the way back the address has changed already, and on the way forward, too.
        "turbo/one-page-late": [
            *UNNAMED,
            "/ Home",
            "/courses?level=advanced Courses",
            "/courses?level=advanced About",
            "/about Courses",
        ],
        "turbo/listener-in-body": [
            *(["/ Home"] * 2),
            "/courses?level=advanced Courses",
            *(["/about About"] * 2),
            *(["/courses?level=advanced Courses"] * 3),
            *(["/about About"] * 4),
        ],
    },
    "htmx": {
        "htmx": RIGHT,
        "htmx/stale-title": UNNAMED + STALE_TITLE[1:],
        "htmx/every-swap": [line for line in RIGHT for _ in range(2)],
    },
    "angularjs": {
        "angularjs": RIGHT,
        "angularjs/first-view-twice": FIRST_VIEW_TWICE,
        "angularjs/without-query": WITHOUT_QUERY,
        "angularjs/stale-title": STALE_TITLE,
    },
}
# What a router does to history and title depends on the engine; what a wrong script makes of it does not.
RIGHT_ONES = {
    "react": RIGHT,
    "vue": RIGHT,
    "vue/hash": RIGHT_BY_HASH,
    "turbo": RIGHT,
    "htmx": RIGHT,
    "angularjs": RIGHT,
}
WALKED = [
    *(pytest.param("chromium", lines, id=site) for site, lines in SENT.items()),
    pytest.param("firefox", RIGHT_ONES, id="the right ones in firefox"),
]


@pytest.mark.parametrize(("engine", "lines"), WALKED)
def test_a_router_sends_what_its_site_shows(engine: Engine, lines: dict[str, list[str]]) -> None:
    visits = visits_of(lines, engine)

    assert {name: sent(visit) for name, visit in visits.items()} == lines
    assert {name: found(visit) for name, visit in visits.items()} == {name: expected(name) for name in visits}


@pytest.mark.parametrize("site", SENT)
def test_every_variant_is_visited(site: str) -> None:
    assert tuple(SENT[site]) == of_site(site)
