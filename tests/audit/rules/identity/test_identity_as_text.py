"""Cases of the rule identity-as-text."""

import pytest

from harness.audit.rules.identity.identity_as_text import identity_as_text
from harness.audit.testing import page_view, push, visit
from harness.audit.visit import Visit
from tests.audit.rules.saying import said

CASES = {
    "the address stands alone": (
        visit(push("identify", "ada@acme.test")),
        "identify was given 'ada@acme.test' instead of an object; HubSpot will record no identity",
    ),
    "a list is given": (
        visit(push("identify", ["ada@acme.test"])),
        "identify was given a list instead of an object; HubSpot will record no identity",
    ),
    "a number is given": (
        visit(push("identify", 7)),
        "identify was given a bare value instead of an object; HubSpot will record no identity",
    ),
    "an object is given": (visit(push("identify", email="ada@acme.test"), push("identify")), "clean"),
    "nobody is identified": (visit(page_view("/")), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(identity_as_text, case) == [told]
