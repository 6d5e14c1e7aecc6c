"""Cases of the rule consent-never-answered."""

import pytest

from harness.audit.rules.consent.consent_never_answered import consent_never_answered
from harness.audit.testing import page, page_view, visit
from harness.audit.visit import CookieFact, Visit
from harness.wire.hits import Consent, ConsentCategories
from tests.audit.rules.saying import said

WAITING = Consent(given=False, categories=ConsentCategories.NONE)
REFUSED = Consent(given=False, categories=ConsentCategories.NECESSARY)
TOKEN = CookieFact(name="hubspotutk", value="0" * 32, domain=".acme.test")

CASES = {
    "the banner script is missing": (
        visit(page(), page_view("/", consent=WAITING), page("/menu"), page_view("/menu", consent=WAITING)),
        "no hit of 2 pages has an answer of the banner; HubSpot will record a new visitor with every page",
    ),
    "the page did not come to rest": (
        visit(page_view("/", consent=WAITING), settled=False),
        "no hit has consent, but the page did not come to rest; the banner may answer later",
    ),
    "only the first hit came too early": (visit(page_view("/", consent=WAITING), page_view("/menu")), "clean"),
    "the answer came a moment later": (visit(page(cookies=[TOKEN]), page_view("/", consent=WAITING)), "clean"),
    "the answer was no": (visit(page_view("/", consent=REFUSED)), "clean"),
    "a banner asks": (visit(page_view("/", consent=WAITING), banner="hubspot"), "does-not-apply"),
    "nothing is sent": (visit(page()), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(consent_never_answered, case) == [told]
