"""Cases of the rule leaked-link-parameters."""

import pytest

from harness.audit.rules.linking.leaked_link_parameters import leaked_link_parameters
from harness.audit.testing import page, page_view, visit
from harness.audit.visit import Visit
from tests.audit.crossing import SHOP, STRANGER, crossed, linked, stayed
from tests.audit.rules.saying import said

CANONICAL = linked("https://www.acme.test/")
COPIED = linked(token=STRANGER)

CASES = {
    "the canonical link has them": (
        visit(page(canonical=CANONICAL), page(canonical=CANONICAL), page_view("/")),
        f"the canonical link carries link parameters: {CANONICAL[:79]}…; "
        "HubSpot will record the view under this address",
    ),
    "a link was copied into the page": (
        stayed(COPIED, COPIED),
        f"the link to {COPIED[:79]}… carries the link parameters of another visitor; "
        "HubSpot will record its visitors as that one",
    ),
    "a script opens a copied address": (
        crossed(COPIED),
        f"www.acme.test to acme-shop.test: __hstc tells the visitor '{STRANGER}', not this one; "
        "HubSpot will record its visitors as that one",
    ),
    "they are the visitor's own": (stayed(linked()), "clean"),
    "there are none": (stayed(SHOP), "clean"),
    "the visitor was lost for another reason": (crossed(SHOP), "clean"),
    "no page was seen": (visit(page_view("/")), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(leaked_link_parameters, case) == [told]
