"""Hints on cookies that are not written, or stay, and on consent that nobody tells of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.audit.testing import page_view, push, timeline
from harness.expect.testing import Seen
from harness.sync import expect
from harness.wire.consent import Consent, ConsentCategories
from tests.expect.lookups import cookie

HintOf = Callable[[Callable[[], object]], str | None]

GIVEN = Consent(categories=ConsentCategories(15))
REFUSED = Consent(given=False, categories=ConsentCategories(1))
UNANSWERED = Consent(given=False, categories=ConsentCategories(0))

WITHOUT = Seen(timeline(page_view("/", consent=REFUSED)))
WITH = Seen(timeline(page_view("/", consent=REFUSED), page_view("/", consent=GIVEN)))
EARLY = Seen(timeline(page_view("/", consent=UNANSWERED)))
SILENT = Seen(
    timeline(
        page_view("/", consent=GIVEN),
        push("doNotTrack", source="privacy.js:5"),
        cookie("hubspotutk"),
        cookie("__hs_do_not_track"),
    )
)
LOUD = Seen(timeline(page_view("/"), push("doNotTrack", {"track": True}), cookie("hubspotutk")))

NOT_WRITTEN = "the tracker writes its cookies with consent to analytics only, and the newest hit was sent without"
KEPT = "doNotTrack (privacy.js:5) stops hits and leaves the cookies; revokeCookieConsent removes them"


@pytest.mark.parametrize(
    ("expectation", "hint"),
    [
        pytest.param(lambda: expect(WITHOUT.cookie("hubspotutk")).to_be_present(), NOT_WRITTEN, id="without consent"),
        pytest.param(lambda: expect(WITHOUT.cookie()).to_be_present(), NOT_WRITTEN, id="any, without consent"),
        pytest.param(
            lambda: expect(WITHOUT.cookie("__hstc")).to_last(days=1), NOT_WRITTEN, id="lasts, without consent"
        ),
        pytest.param(lambda: expect(WITHOUT.cookie("hs_dbg")).to_be_present(), None, id="not one of the tracker's"),
        pytest.param(lambda: expect(WITH.cookie("hubspotutk")).to_be_present(), None, id="missing with consent"),
        pytest.param(lambda: expect(SILENT.cookie("hubspotutk")).to_be_absent(), KEPT, id="in spite of do not track"),
        pytest.param(
            lambda: expect(SILENT.cookie("hubspotutk")).not_to_be_present(), KEPT, id="the same, said otherwise"
        ),
        pytest.param(
            lambda: expect(SILENT.cookie("__hs_do_not_track")).to_be_absent(),
            None,
            id="the mark of do not track itself",
        ),
        pytest.param(lambda: expect(LOUD.cookie("hubspotutk")).to_be_absent(), None, id="tracked again"),
        pytest.param(
            lambda: expect(SILENT).to_have_consent(analytics=False),
            "this visitor has the cookie __hs_do_not_track, so no hit tells of a choice that was made since",
            id="no hit tells of consent",
        ),
        pytest.param(
            lambda: expect(EARLY).to_have_consent(),
            "HubSpot's banner script has not answered, through which alone consent is known; see whether the page "
            "loads it",
            id="the banner has not answered",
        ),
        pytest.param(lambda: expect(WITHOUT).to_have_consent(), None, id="refused"),
    ],
)
def test_a_hint_on_cookies(expectation: Callable[[], object], hint: str | None, hint_of: HintOf) -> None:
    assert hint_of(expectation) == hint
