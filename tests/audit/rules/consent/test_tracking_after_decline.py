"""Cases of the rule tracking-after-decline."""

import pytest

from harness.audit.rules.consent.tracking_after_decline import tracking_after_decline
from harness.audit.testing import choice, consent_decision, page_view, run_rule, visit
from harness.audit.visit import Visit
from harness.wire.hits import Consent, ConsentCategories
from tests.audit.rules.saying import said

REFUSED = Consent(given=False, categories=ConsentCategories.NECESSARY)

CASES = {
    "another platform's banner stops nothing": (
        visit(page_view("/"), choice("decline"), page_view("/menu"), page_view("/book"), banner="Klaro"),
        "2 hits left after the visitor had declined in the Klaro banner, as if the visitor had agreed; "
        "HubSpot will record the visit with its visitor",
    ),
    "analytics alone were refused": (
        visit(choice("partial"), page_view("/menu")),
        "1 hit left after the visitor had declined, as if the visitor had agreed; "
        "HubSpot will record the visit with its visitor",
    ),
    "hits leave without cookies": (
        visit(choice("decline"), page_view("/menu", consent=REFUSED), banner="hubspot"),
        "1 hit left after the visitor had declined in the hubspot banner, without cookies; "
        "HubSpot will record anonymous visits",
    ),
    "nothing but the decision is sent": (visit(choice("decline"), consent_decision("declined")), "clean"),
    "all of it left before": (visit(page_view("/"), choice("decline")), "clean"),
    "the visitor has thought better of it": (
        visit(choice("decline"), choice("accept"), page_view("/menu")),
        "clean",
    ),
    "the visitor accepted": (visit(choice("accept"), page_view("/")), "does-not-apply"),
}


def test_hits_without_cookies_weigh_less() -> None:
    case = visit(choice("decline"), page_view("/menu", consent=REFUSED))
    assert [finding.severity for finding in run_rule(tracking_after_decline, case).findings] == ["warning"]


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(tracking_after_decline, case) == [told]
