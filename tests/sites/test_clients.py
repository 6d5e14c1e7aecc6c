"""Clients that people install from npm: what each sends when the tracking code is there in time, and when it is not.

Each visit goes from /?q=1 to /about, to the courses with query and fragment, and back. At the courses the application
identifies Ada and reports an event, where the client can do that.
"""

from __future__ import annotations

import pytest

from tests.sites.visiting import SITES, VisitsOf, expected, found, sent

ADA = "email=ada@acme.test firstname=Ada fav__colour=blue id=42"
AT_COURSES = ["/courses Courses", f"legacy event Buy 5 {ADA}"]
BACK = f"/about About {ADA}"

ANALYTICS = {
    "analytics-hubspot": ["(/?q=1) Home", "/about About", *AT_COURSES, BACK],
    "analytics-hubspot/slow-tracker": ["(/about) About", "/about About", *AT_COURSES, BACK],
    "analytics-hubspot/first-page-left-out": ["(/?q=1) Home", *AT_COURSES, BACK],
    "analytics-hubspot/reset": ["(/?q=1) Home", "/about About", *AT_COURSES, "/about About"],
}
AFTER_THE_FIRST = ["/courses?level=advanced#dates Courses", "/about About"]
GATSBY = {
    "gatsby-plugin-hubspot": ["/?q=1 Home", "/?q=1 Home", "/about About", *AFTER_THE_FIRST],
    "gatsby-plugin-hubspot/slow-tracker": [*["/about About"] * 3, *AFTER_THE_FIRST],
}
ADA_OF_ANGULAR = "id=42 email=ada@acme.test"
ONE_TITLE_LATE = [
    "(/courses?level=advanced#dates) About",
    f"legacy event Buy 5 {ADA_OF_ANGULAR}",
    f"(/about) Courses {ADA_OF_ANGULAR}",
]
ANGULARTICS = {
    "angulartics": ["(/?q=1) Home", "(/about) Home", *ONE_TITLE_LATE],
    "angulartics/slow-tracker": ["(/about) About", *ONE_TITLE_LATE],
}
SENT = ANALYTICS | GATSBY | ANGULARTICS


@pytest.mark.browser
@pytest.mark.npm
def test_a_client_sends_what_its_site_shows(visits_of: VisitsOf) -> None:
    visits = visits_of(SENT, "chromium")

    assert {name: sent(visit) for name, visit in visits.items()} == SENT
    assert {name: found(visit) for name, visit in visits.items()} == {name: expected(name) for name in visits}


def test_every_variant_is_visited() -> None:
    sites = {name.partition("/")[0] for name in SENT}

    assert {name for name in SITES if name.partition("/")[0] in sites} == SENT.keys()
