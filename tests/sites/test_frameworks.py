"""Real routers: the right site of each sends one view a route with path, query and title; the wrong ones do not.

A visit of a right site goes from / to the advanced courses, to /about, back and forward, one of a wrong site as far as
its fault needs. It is made once, and both what it sent and what the audit finds in it are looked at.
"""

from __future__ import annotations

import pytest

from harness.stage.places import Engine
from tests.sites.visiting import SITES, VisitsOf, expected, found, sent

HOME, COURSES, ABOUT = "/ Home", "/courses?level=advanced Courses", "/about About"
RIGHT = [HOME, COURSES, ABOUT, COURSES, ABOUT]
RIGHT_BY_HASH = [
    "/#/ Home",
    "/#/courses?level=advanced Courses",
    "/#/about About",
    "/#/courses?level=advanced Courses",
    "/#/about About",
]
FIRST_VIEW_TWICE = [HOME, HOME, COURSES]
WITHOUT_QUERY = [HOME, "/courses Courses"]
STALE = ["/courses?level=advanced Home", "/about Courses"]
# Only the tracking code has counted the first view, and nobody named it.
UNNAMED = "(/) Home"

REACT_AND_VUE = {
    "react": RIGHT,
    "react/first-view-twice": FIRST_VIEW_TWICE,
    "react/without-query": WITHOUT_QUERY,
    "react/stale-title": [UNNAMED, *STALE],
    "react/strict-mode": FIRST_VIEW_TWICE,
    "react/lost-on-remount": [HOME],
    "vue": RIGHT,
    "vue/hash": RIGHT_BY_HASH,
    "vue/hash-without-route": [HOME, "/ Courses"],
    "vue/first-view-twice": FIRST_VIEW_TWICE,
    "vue/without-query": WITHOUT_QUERY,
    "vue/stale-title": [HOME, *STALE],
    # The router replaces the state once at load, and before each push.
    "vue/every-state": [HOME, HOME, HOME, "/courses?level=advanced Home", COURSES, "/about Courses"],
}
THE_OTHERS = {
    "turbo": RIGHT,
    "turbo/untracked": [UNNAMED],
    "turbo/one-page-late": [UNNAMED, HOME, COURSES],
    "turbo/listener-in-body": [HOME, HOME, COURSES, ABOUT, ABOUT],
    "htmx": RIGHT,
    "htmx/stale-title": [UNNAMED, *STALE],
    "htmx/every-swap": [HOME, HOME, COURSES, COURSES],
    "angularjs": RIGHT,
    "angularjs/first-view-twice": FIRST_VIEW_TWICE,
    "angularjs/without-query": WITHOUT_QUERY,
    "angularjs/stale-title": [HOME, *STALE],
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


@pytest.mark.browser
@pytest.mark.npm
@pytest.mark.parametrize(
    ("engine", "lines"),
    [
        pytest.param("chromium", REACT_AND_VUE, id="React and Vue"),
        pytest.param("chromium", THE_OTHERS, id="Turbo, htmx and AngularJS"),
        pytest.param("firefox", RIGHT_ONES, id="the right ones in Firefox"),
    ],
)
def test_a_router_sends_what_its_site_shows(visits_of: VisitsOf, engine: Engine, lines: dict[str, list[str]]) -> None:
    visits = visits_of(lines, engine)

    assert {name: sent(visit) for name, visit in visits.items()} == lines
    assert {name: found(visit) for name, visit in visits.items()} == {name: expected(name) for name in visits}


def test_every_variant_is_visited() -> None:
    visited = REACT_AND_VUE | THE_OTHERS
    sites = {name.partition("/")[0] for name in visited}

    assert {name for name in SITES if name.partition("/")[0] in sites} == visited.keys()
