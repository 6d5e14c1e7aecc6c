"""Clients that people install from npm: what each sends when the tracking code is there in time, and when it is not.

Each visit goes from /?q=1 to /about, to the courses with query and fragment, and back. At the courses the application
identifies Ada and reports an event, where the client can do that.
"""

from __future__ import annotations

import pytest

from tests.sites.visiting import expected, found, of_site, sent, visits_of

ADA = "email=ada@acme.test firstname=Ada fav__colour=blue id=42"
ADA_OF_ANGULAR = "id=42 email=ada@acme.test"

SENT = {
    "analytics-hubspot": {
        "analytics-hubspot": [
            "- Home",
            "/about About",
            "/courses Courses",
            f"legacy event Buy {ADA}",
            f"/about About {ADA}",
        ],
        "analytics-hubspot/slow-tracker": [
            "- About",
            "/about About",
            "/courses Courses",
            f"legacy event Buy {ADA}",
            f"/about About {ADA}",
        ],
        "analytics-hubspot/first-page-left-out": [
            "- Home",
            "/courses Courses",
            f"legacy event Buy {ADA}",
            f"/about About {ADA}",
        ],
        "analytics-hubspot/reset": [
            "- Home",
            "/about About",
            "/courses Courses",
            f"legacy event Buy {ADA}",
            "/about About",
        ],
    },
    "gatsby-plugin-hubspot": {
        "gatsby-plugin-hubspot": [
            "/?q=1 Home",
            "/?q=1 Home",
            "/about About",
            "/courses?level=advanced#dates Courses",
            "/about About",
        ],
        "gatsby-plugin-hubspot/slow-tracker": [
            *(["/about About"] * 3),
            "/courses?level=advanced#dates Courses",
            "/about About",
        ],
    },
    "angulartics": {
        "angulartics": [
            "- Home",
            "- Home",
            "- About",
            f"legacy event Buy {ADA_OF_ANGULAR}",
            f"- Courses {ADA_OF_ANGULAR}",
        ],
        "angulartics/slow-tracker": [
            "- About",
            "- About",
            f"legacy event Buy {ADA_OF_ANGULAR}",
            f"- Courses {ADA_OF_ANGULAR}",
        ],
    },
}


@pytest.mark.browser
@pytest.mark.npm
@pytest.mark.parametrize("lines", SENT.values(), ids=SENT)
def test_a_client_sends_what_its_site_shows(lines: dict[str, list[str]]) -> None:
    visits = visits_of(lines, "chromium")

    assert {name: sent(visit) for name, visit in visits.items()} == lines
    assert {name: found(visit) for name, visit in visits.items()} == {name: expected(name) for name in visits}


@pytest.mark.parametrize("site", SENT)
def test_every_variant_is_visited(site: str) -> None:
    assert tuple(SENT[site]) == of_site(site)
