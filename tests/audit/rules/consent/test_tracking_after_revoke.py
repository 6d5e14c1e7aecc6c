"""Cases of the rule tracking-after-revoke."""

import pytest

from harness.audit.rules.consent.tracking_after_revoke import tracking_after_revoke
from harness.audit.testing import choice, page_view, sent, visit
from harness.audit.visit import Visit
from harness.wire.hits import Consent, ConsentCategories, ElementClick
from tests.audit.rules.saying import said

REFUSED = Consent(given=False, categories=ConsentCategories.NECESSARY)

CASES = {
    "the application goes on": (
        visit(page_view("/"), choice("revoke", at_s=1), page_view("/menu", at_s=2.5), page_view("/book")),
        "2 hits left after the visitor had taken the consent back, the first 1.5 s later; "
        "HubSpot will record the visit with its visitor",
    ),
    "what follows is anonymous": (visit(choice("revoke"), page_view("/menu", consent=REFUSED)), "clean"),
    "the click that revokes is captured": (visit(choice("revoke", at_s=1), sent(ElementClick(), at_s=1.1)), "clean"),
    "nothing follows": (visit(page_view("/"), choice("revoke")), "clean"),
    "the visitor declined at once": (visit(choice("decline"), page_view("/")), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(tracking_after_revoke, case) == [told]
