"""Cookies: that they are there, that they are not, how long they last."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.audit.testing import timeline
from harness.expect.judge import Outcome
from harness.expect.states.cookies import Lifetime
from harness.expect.testing import Seen
from harness.sync import expect
from tests.expect.lookups import DAY_S, cookie

Failure = Callable[[Callable[[], object]], str]

NONE = Seen(timeline())
UTK = cookie("hubspotutk", "ada")
ONE = Seen(timeline(UTK, cookie("__hssrc", lifetime_s=None)))
TWO = Seen(timeline(UTK, cookie("hubspotutk", "ada", domain="acme-shop.test", lifetime_s=390 * DAY_S)))


def outcome_of(expectation: Callable[[], None]) -> Outcome:
    try:
        expectation()
    except AssertionError:
        return "unmet"
    return "met"


@pytest.mark.parametrize(
    ("expectation", "outcome"),
    [
        pytest.param(lambda: expect(ONE.cookie("hubspotutk")).to_be_present(), "met", id="present"),
        pytest.param(lambda: expect(NONE.cookie("hubspotutk")).to_be_present(), "unmet", id="missing"),
        pytest.param(lambda: expect(NONE.cookie("hubspotutk")).not_to_be_present(), "met", id="rightly missing"),
        pytest.param(lambda: expect(NONE.cookie("hubspotutk")).to_be_absent(), "met", id="absent"),
        pytest.param(lambda: expect(ONE.cookie("hubspotutk")).to_be_absent(), "unmet", id="there though it should not"),
        pytest.param(lambda: expect(ONE.cookie("hubspotutk")).not_to_be_absent(), "met", id="rightly not absent"),
        pytest.param(lambda: expect(ONE.cookie("hubspotutk")).to_last(days=180), "met", id="as long as wanted"),
        pytest.param(lambda: expect(ONE.cookie("hubspotutk")).to_last(days=390), "unmet", id="not as long as wanted"),
        pytest.param(lambda: expect(TWO.cookie("hubspotutk")).to_last(days=180), "unmet", id="not on every domain"),
        pytest.param(lambda: expect(NONE.cookie("hubspotutk")).to_last(days=180), "unmet", id="no cookie to last"),
        pytest.param(lambda: expect(TWO.cookie("hubspotutk")).not_to_last(days=180), "unmet", id="on one domain"),
        pytest.param(lambda: expect(NONE.cookie("hubspotutk")).not_to_last(days=180), "met", id="no cookie lasts"),
    ],
)
def test_cookies_are_as_wanted_or_not(expectation: Callable[[], None], outcome: Outcome) -> None:
    assert outcome_of(expectation) == outcome


@pytest.mark.parametrize(
    ("wanted", "was", "is_about"),
    [
        pytest.param(180 * DAY_S, 178.3 * DAY_S, True, id="a hundredth less"),
        pytest.param(180 * DAY_S, 178.1 * DAY_S, False, id="more than a hundredth less"),
        pytest.param(1800, 1501, True, id="within five minutes"),
        pytest.param(1800, 1499, False, id="more than five minutes less"),
        pytest.param(None, None, True, id="both until the browser is closed"),
        pytest.param(1800, None, False, id="only one until the browser is closed"),
    ],
)
def test_lifetimes_agree_within_a_tolerance(wanted: float | None, was: float | None, is_about: bool) -> None:
    assert Lifetime(wanted).is_about(Lifetime(was)) is is_about


@pytest.mark.parametrize(
    ("expectation", "text"),
    [
        pytest.param(
            lambda: expect(NONE.cookie("hubspotutk")).to_be_present(),
            "expected cookie hubspotutk to be present\nbut the browser has no cookie of HubSpot's at all",
            id="no cookie at all",
        ),
        pytest.param(
            lambda: expect(ONE.cookie("__hstc")).to_be_present(),
            "expected cookie __hstc to be present\nbut it is not there; 2 other cookies of HubSpot's are",
            id="other cookies",
        ),
        pytest.param(
            lambda: expect(Seen(timeline(UTK)).cookie("hubspotutk", host="acme-shop.test")).to_be_present(),
            """\
expected cookie hubspotutk on acme-shop.test to be present
but it is not there; 1 other cookie of HubSpot's is

nearest miss: cookie hubspotutk of .acme.test
  domain: wanted 'acme-shop.test', was '.acme.test'""",
            id="on another domain",
        ),
        pytest.param(
            lambda: expect(ONE.cookie("hubspotutk")).not_to_be_present(),
            "expected cookie hubspotutk not to be present\nbut it is there",
            id="there though it should not be",
        ),
        pytest.param(
            lambda: expect(TWO.cookie()).to_be_absent(),
            "expected any cookie of HubSpot's to be absent\nbut 2 are there",
            id="several though there should be none",
        ),
        pytest.param(
            lambda: expect(NONE.cookie()).not_to_be_absent(),
            "expected any cookie of HubSpot's not to be absent\nbut the browser has no cookie of HubSpot's at all",
            id="none though there should be one",
        ),
        pytest.param(
            lambda: expect(ONE.cookie("__hssrc")).to_last(minutes=30),
            """\
expected cookie __hssrc to last 30 minutes
but it lasts until the browser is closed

nearest miss: cookie __hssrc of .acme.test
  lifetime: wanted 30 minutes, was until the browser is closed""",
            id="another lifetime",
        ),
        pytest.param(
            lambda: expect(TWO.cookie("hubspotutk")).to_last(days=180),
            """\
expected cookie hubspotutk to last 180 days
but 1 of 2 does not

nearest miss: cookie hubspotutk of acme-shop.test
  lifetime: wanted 180 days, was 390 days""",
            id="another lifetime on one domain",
        ),
        pytest.param(
            lambda: expect(ONE.cookie("hubspotutk", value="grace")).to_last(days=180),
            """\
expected cookie hubspotutk with value 'grace' to last 180 days
but it is not there; 2 other cookies of HubSpot's are

nearest miss: cookie hubspotutk of .acme.test
  value: wanted 'grace', was 'ada'""",
            id="no such cookie to last",
        ),
        pytest.param(
            lambda: expect(ONE.cookie("hubspotutk")).not_to_last(days=180),
            "expected cookie hubspotutk not to last 180 days\nbut it does",
            id="lasts though it should not",
        ),
        pytest.param(
            lambda: expect(TWO.cookie("hubspotutk")).not_to_last(days=390),
            "expected cookie hubspotutk not to last 390 days\nbut 1 of 2 does",
            id="lasts on one domain",
        ),
    ],
)
def test_what_a_failure_says_above_the_timeline(expectation: Callable[[], object], text: str, failure: Failure) -> None:
    assert failure(expectation).partition("\n\ntimeline")[0] == text


def test_a_failure_shows_the_cookies_as_they_are_now(failure: Failure) -> None:
    text = failure(lambda: expect(TWO.cookie("hubspotutk", host="acme-shop.test")).to_be_absent())

    assert (
        text
        == """\
expected cookie hubspotutk on acme-shop.test to be absent
but it is there

timeline in seconds, > what was found:
       now  cookie    hubspotutk 'ada' of .acme.test, 180 days left
>      now  cookie    hubspotutk 'ada' of acme-shop.test, 390 days left"""
    )
