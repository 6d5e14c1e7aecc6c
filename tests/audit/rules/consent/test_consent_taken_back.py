"""Cases of the rule consent-taken-back."""

import pytest

from harness.audit.rules.consent.consent_taken_back import consent_taken_back
from harness.audit.testing import choice, page_view, push, visit
from harness.audit.visit import Visit
from tests.audit.rules.saying import said

CASES = {
    "a client does it when somebody logs out": (
        visit(push("revokeCookieConsent", queue="_hsp", source="client.js:3")),
        "revokeCookieConsent was pushed on / without a word of the visitor; "
        "HubSpot will record a new visitor from here on",
    ),
    "the visitor asked for it": (visit(choice("revoke"), push("revokeCookieConsent")), "does-not-apply"),
    "HubSpot's own script does it": (
        visit(push("revokeCookieConsent", source="https://js.hs-banner.com/4242.js:1")),
        "does-not-apply",
    ),
    "nobody does": (visit(page_view("/")), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(consent_taken_back, case) == [told]
