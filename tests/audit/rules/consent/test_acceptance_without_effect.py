"""Cases of the rule acceptance-without-effect."""

import pytest

from harness.audit.rules.consent.acceptance_without_effect import acceptance_without_effect
from harness.audit.testing import choice, page_view, visit
from harness.audit.visit import Visit
from harness.wire.hits import Consent, ConsentCategories
from tests.audit.rules.saying import said

WAITING = Consent(given=False, categories=ConsentCategories.NONE)

CASES = {
    "HubSpot's banner never hears of it": (
        visit(page_view("/", consent=WAITING), choice("accept"), page_view("/in", consent=WAITING), banner="Klaro"),
        "the visitor had accepted in the Klaro banner, and all that left afterwards says that there is no consent; "
        "HubSpot will record a new visitor with every page",
    ),
    "nobody knows the banner": (
        visit(choice("accept"), page_view("/in", consent=WAITING)),
        "the visitor had accepted, and all that left afterwards says that there is no consent; "
        "HubSpot will record a new visitor with every page",
    ),
    "only the first hit came too early": (
        visit(choice("accept"), page_view("/", consent=WAITING), page_view("/in")),
        "clean",
    ),
    "nothing was left to send": (visit(page_view("/"), choice("accept")), "clean"),
    "nothing is sent at all": (
        visit(choice("accept")),
        "nothing was sent before or after the visitor had accepted",
    ),
    "the visitor declined": (visit(choice("decline"), page_view("/")), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(acceptance_without_effect, case) == [told]
