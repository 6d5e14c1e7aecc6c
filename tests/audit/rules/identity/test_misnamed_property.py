"""Cases of the rule misnamed-property."""

import pytest

from harness.audit.rules.identity.misnamed_property import misnamed_property
from harness.audit.testing import page_view, visit
from harness.audit.visit import Visit
from tests.audit.rules.saying import said

ADA = {"email": "ada@acme.test"}

CASES = {
    "a key has capitals": (
        visit(page_view("/", identity={**ADA, "firstName": "Ada"}), page_view("/in", identity={"firstName": "Ada"})),
        "the identity holds 'firstName', where an internal name such as firstname belongs; "
        "HubSpot will record nothing under it",
    ),
    "keys have spaces": (
        visit(page_view("/", identity={**ADA, "Favourite  Course": "Math101", "last name": "Lovelace"})),
        "the identity holds 'Favourite  Course' and 'last name', where an internal name such as "
        "favourite_course, lastname belongs; HubSpot will record nothing under it",
    ),
    "all are internal names": (visit(page_view("/", identity={**ADA, "firstname": "Ada", "zip-2": "1"})), "clean"),
    "nobody is identified": (visit(page_view("/")), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(misnamed_property, case) == [told]
