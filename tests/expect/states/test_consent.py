"""Consent as the newest hit tells of it, or the banner's cookie."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.audit.testing import page_view, timeline
from harness.capture.timeline import Entry
from harness.expect.testing import Seen
from harness.sync import expect
from harness.wire.consent import Consent, ConsentCategories
from harness.wire.hits import PageView
from tests.expect.lookups import cookie

Failure = Callable[[Callable[[], object]], str]
Given = tuple[bool, bool, bool]

ALL, NONE = (True, True, True), (False, False, False)
PREFERENCE, OPT_OUT = "__hs_cookie_cat_pref", "__hs_opt_out"


def view(categories: int | None) -> PageView:
    said = None if categories is None else ConsentCategories(categories)
    return page_view("/", consent=Consent(given=bool((categories or 0) & 2), categories=said))


@pytest.mark.parametrize(
    ("entries", "given"),
    [
        pytest.param((), NONE, id="nothing is known"),
        pytest.param((view(15),), ALL, id="a hit with all categories"),
        pytest.param((view(3),), (True, False, False), id="a hit with analytics"),
        pytest.param((view(13),), (False, True, True), id="a hit with all but analytics"),
        pytest.param((view(1), view(15)), ALL, id="the newest hit"),
        pytest.param((view(15), view(None)), ALL, id="the newest hit that says something"),
        pytest.param((view(0),), NONE, id="before the banner's answer"),
        pytest.param((cookie(PREFERENCE, "1:true_2:false_3:true"),), (True, False, True), id="the banner's cookie"),
        pytest.param((cookie(PREFERENCE, "1:true,2:false,3:false"),), (True, False, False), id="the one of 2021"),
        pytest.param((cookie(PREFERENCE, "yes"),), NONE, id="a cookie that cannot be read"),
        pytest.param((cookie(OPT_OUT, "no"),), ALL, id="not opted out"),
        pytest.param((cookie(OPT_OUT, "yes"),), NONE, id="opted out"),
        pytest.param((cookie("hubspotutk", "no"),), NONE, id="another cookie"),
        pytest.param((view(0), cookie(OPT_OUT, "no")), ALL, id="the cookie until the banner has answered"),
        pytest.param((view(15), cookie(OPT_OUT, "yes")), ALL, id="the hit as soon as it has"),
    ],
)
def test_consent_is_what_the_tracker_goes_by(entries: tuple[Entry, ...], given: Given) -> None:
    analytics, advertisement, functionality = given
    visit = expect(Seen(timeline(*entries)))

    visit.to_have_consent(analytics=analytics, advertisement=advertisement, functionality=functionality)
    visit.not_to_have_consent(analytics=not analytics)


def test_without_a_category_consent_is_consent_to_analytics() -> None:
    expect(Seen(timeline(view(3)))).to_have_consent()
    expect(Seen(timeline(view(13)))).not_to_have_consent()


def test_consent_may_be_asked_for_on_one_host() -> None:
    elsewhere = page_view("https://acme-shop.test/", consent=Consent(categories=ConsentCategories(1)))
    visit = Seen(timeline(view(15), elsewhere))

    expect(visit).not_to_have_consent()
    expect(visit.on(host="www.acme.test")).to_have_consent()


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        pytest.param((), "no hit says anything of consent, and no choice is stored", id="nothing"),
        pytest.param(
            (view(0),),
            "the newest hit was sent before the banner had answered, and no choice is stored",
            id="too early",
        ),
        pytest.param(
            (view(13),),
            "the newest hit says: analytics false, advertisement true, functionality true",
            id="the newest hit",
        ),
        pytest.param(
            (cookie(OPT_OUT, "yes"),),
            "the stored choice (__hs_opt_out) says: analytics false, advertisement false, functionality false",
            id="the banner's cookie",
        ),
    ],
)
def test_a_failure_says_who_told_what(entries: tuple[Entry, ...], told: str, failure: Failure) -> None:
    text = failure(lambda: expect(Seen(timeline(*entries))).to_have_consent(analytics=True, advertisement=False))

    assert text.partition("\n\n")[0] == (
        f"expected the visitor to have consent: analytics true, advertisement false\nbut {told}"
    )


def test_consent_that_should_not_be_is_told_with_its_witness(failure: Failure) -> None:
    text = failure(lambda: expect(Seen(timeline(view(15)))).not_to_have_consent())

    assert (
        text
        == """\
expected the visitor not to have consent: analytics true
but the newest hit says: analytics true, advertisement true, functionality true

timeline in seconds, > what was found:
>    0.000  hit       page view of /"""
    )
