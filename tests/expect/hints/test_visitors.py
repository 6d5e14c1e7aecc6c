"""Hints on visitors that were not recognised, or not to be tracked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.audit.testing import event, page_view, push, timeline
from harness.expect.testing import Seen
from harness.sync import expect
from harness.wire.hits import Consent

HintOf = Callable[[Callable[[], object]], str | None]

ADA, GRACE = "a" * 32, "9" * 32
SHOP = "https://acme-shop.test/"
LINKED = f"{SHOP}?__hstc=1.{ADA}.1.1.1.1&__hssc=1.1.1&__hsfp=77"

ANONYMOUS = Seen(timeline(page_view(SHOP, usertoken=GRACE, consent=Consent(given=False))))
UNLINKED = Seen(timeline(page_view(SHOP, usertoken=GRACE)))
OTHER_BROWSER = Seen(timeline(page_view(LINKED, usertoken=GRACE, fingerprint="88")))
SAME_BROWSER = Seen(timeline(page_view(LINKED, usertoken=GRACE, fingerprint="77")))
SILENT = Seen(timeline(page_view(), push("doNotTrack", source="privacy.js:5")))
LOUD = Seen(timeline(page_view(), push("doNotTrack", {"track": True})))


@pytest.mark.parametrize(
    ("expectation", "hint"),
    [
        pytest.param(
            lambda: expect(ANONYMOUS.page_view()).to_come_from(ADA),
            "the hit was sent without consent, and then its usertoken is made up anew on every page",
            id="without consent",
        ),
        pytest.param(
            lambda: expect(UNLINKED.page_view()).to_come_from(ADA),
            "the address holds no __hstc, __hssc and __hsfp; add them to the link with addIdentityListener",
            id="a link without parameters",
        ),
        pytest.param(
            lambda: expect(OTHER_BROWSER.page_view()).to_come_from(ADA),
            "the fingerprint in the link is not this browser's; contexts that differ in user agent, locale, colour "
            "depth or time zone never hand a visitor over, so give both the same",
            id="another fingerprint",
        ),
        pytest.param(lambda: expect(SAME_BROWSER.page_view()).to_come_from(ADA), None, id="the same fingerprint"),
        pytest.param(lambda: expect(UNLINKED.page_view()).not_to_come_from(GRACE), None, id="the visitor, though not"),
        pytest.param(
            lambda: expect(SILENT.event()).to_be_sent(),
            "doNotTrack (privacy.js:5) stops every hit on this and all later pages",
            id="told not to track",
        ),
        pytest.param(lambda: expect(SILENT.page_view()).not_to_be_sent(), None, id="a hit that was sent before"),
        pytest.param(lambda: expect(LOUD.event()).to_be_sent(), None, id="told to track again"),
        pytest.param(
            lambda: expect(ANONYMOUS.hit()).not_to_be_sent(),
            "the tracker sends hits without consent too, only anonymous; load the tracking code after the choice",
            id="an anonymous hit",
        ),
        pytest.param(
            lambda: expect(Seen(timeline(event("pe4242_x"))).hit()).not_to_be_sent(), None, id="a hit with consent"
        ),
    ],
)
def test_a_hint_on_visitors(expectation: Callable[[], object], hint: str | None, hint_of: HintOf) -> None:
    assert hint_of(expectation) == hint
