"""Hits beside the visitor's cookies, and beside earlier hits of the page load."""

from __future__ import annotations

import pytest

from harness.wire.hits import Pairs
from tests.expect.consistency.pages import ADA, GRACE, HSTC, JAR, Page

OF_GRACE = HSTC.replace(ADA, GRACE)
AN_HOUR_MS = 3_600_000


def test_a_visit_in_order_is_quiet() -> None:
    page = Page()
    page.hit(u=HSTC, takeover="_hsq", bfp="7")
    page.hit(u=HSTC, bfp="7")

    assert page.alarms("visitor") == []


def test_another_visitor_than_the_cookies_is_told() -> None:
    page = Page()
    page.hit(u=OF_GRACE)

    assert page.alarms("visitor") == [
        f"u (copy of the __hstc cookie): the cookie __hstc said '{HSTC}', the hit said '{OF_GRACE}'"
    ]


def test_another_usertoken_than_the_cookies_of_the_page_load_is_told() -> None:
    page = Page()
    page.hit(u=HSTC, vi=GRACE, takeover="_hsq")

    assert page.alarms("visitor") == [f"vi (usertoken): the cookie hubspotutk said '{ADA}', the hit said '{GRACE}'"]


@pytest.mark.parametrize(
    ("jar", "consent"),
    [
        pytest.param(JAR, {"ce": "false", "cc": "1"}, id="without consent"),
        pytest.param((), {}, id="without cookies"),
        pytest.param(None, {}, id="when the jar cannot be read"),
        pytest.param((*JAR, ("hubspotutk", GRACE)), {}, id="with two cookies of one name"),
        pytest.param((("hubspotutk", ADA), ("__hstc", OF_GRACE)), {}, id="with cookies of two visitors"),
    ],
)
def test_the_usertoken_may_be_another_one(jar: Pairs | None, consent: dict[str, str]) -> None:
    page = Page()
    page.cookies = jar
    page.hit(u=dict(jar or ()).get("__hstc"), vi="0" * 32, takeover="_hsq", **consent)

    assert page.alarms("visitor") == []


def test_a_jar_that_is_changed_from_outside_leaves_the_usertoken_as_it_was() -> None:
    page = Page()
    page.hit(u=HSTC)
    page.cookies = (("hubspotutk", GRACE),)
    page.hit()

    assert page.alarms("visitor") == []


@pytest.mark.parametrize(
    ("other", "told"),
    [
        pytest.param({"vi": GRACE}, f"vi (usertoken): the event pe4242_a before it said '{ADA}'", id="usertoken"),
        pytest.param({"nc": "false"}, "nc (new visitor): the event pe4242_a before it said 'true'", id="new visitor"),
        pytest.param(
            {"bfp": "8"}, "bfp (browser fingerprint): the event pe4242_a before it said '7'", id="fingerprint"
        ),
    ],
)
def test_what_changes_within_a_page_load_is_told(other: dict[str, str], told: str) -> None:
    page = Page()
    page.cookies = None
    page.event(0, "pe4242_a", bfp="7")
    page.hit(**{"bfp": "7", **other})

    assert page.alarms("visitor") == [f"{told}, the hit said '{next(iter(other.values()))}'"]


def test_a_visitor_who_was_reset_is_another_one() -> None:
    page = Page()
    page.cookies = None
    page.hit(nc="false")
    page.hit(rv="1", vi=GRACE)
    page.hit(rv="1", vi="0" * 32)

    assert page.alarms("visitor") == []


@pytest.mark.parametrize(
    "second",
    [
        pytest.param({"bfp": "8", "cts": str(1767603600000 + AN_HOUR_MS)}, id="an hour later"),
        pytest.param({"bfp": "8", "cts": None}, id="at no time"),
        pytest.param({}, id="without consent"),
    ],
)
def test_a_fingerprint_may_be_another_one_or_none(second: dict[str, str | None]) -> None:
    page = Page()
    page.cookies = None
    page.hit(bfp="7", cts="1767603600000")
    page.hit(**second)

    assert page.alarms("visitor") == []


def test_a_fingerprint_is_compared_with_the_last_hit_that_had_one() -> None:
    page = Page()
    page.cookies = None
    page.hit(bfp="7")
    page.hit()
    page.hit(bfp="8")

    assert len(page.alarms("visitor")) == 1
