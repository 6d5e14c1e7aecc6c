"""Hits of a visitor who is not to be tracked."""

from __future__ import annotations

import pytest

from harness.wire.hits import Pairs
from tests.expect.consistency.pages import Page

REFUSED: Pairs = (("__hs_do_not_track", "yes"),)


def test_a_hit_in_spite_of_do_not_track_is_told() -> None:
    page = Page()
    page.push("doNotTrack")
    page.cookies = REFUSED
    page.hit()

    assert page.alarms("do-not-track") == [
        "doNotTrack (app.js:41 onRoute) had been called and the cookie __hs_do_not_track was there"
    ]


@pytest.mark.parametrize(
    ("function", "jar", "code"),
    [
        pytest.param("doNotTrack", (), "1", id="whose cookie is gone"),
        pytest.param("doNotTrack", None, "1", id="whose cookies cannot be read"),
        pytest.param("identify", REFUSED, "1", id="whose cookie came while the page was open"),
        pytest.param("doNotTrack", REFUSED, "30", id="who decides on consent"),
    ],
)
def test_a_visitor_may_be_tracked(function: str, jar: Pairs | None, code: str) -> None:
    page = Page()
    page.push(function)
    page.cookies = jar
    page.hit(k=code)

    assert page.alarms("do-not-track") == []
