"""Cases of the rule unreadable-property."""

import pytest

from harness.audit.rules.identity.unreadable_property import unreadable_property
from harness.audit.testing import page_view, push, run_rule, visit
from harness.audit.visit import Visit
from tests.audit.rules.saying import said

ADA = {"email": "ada@acme.test"}

CASES = {
    "an object was given": (
        visit(
            page_view("/", identity={**ADA, "company": "[object Object]"}),
            page_view("/in", identity={"company": "[object Object]"}),
        ),
        "company of the identity is '[object Object]'; HubSpot will record this text of the contact",
    ),
    "a value was missing": (
        visit(page_view("/", identity={**ADA, "city": "undefined"})),
        "city of the identity is 'undefined'; HubSpot will record this text of the contact",
    ),
    "the address was missing": (visit(page_view("/", email="undefined")), "clean"),
    "all values are texts": (visit(page_view("/", identity={**ADA, "city": "Null Island"})), "clean"),
    "nobody is identified": (visit(page_view("/")), "does-not-apply"),
}


def test_it_points_at_the_line_that_gave_the_value() -> None:
    case = visit(
        push("identify", city={"$undefined": True}, source="app.js:3"), page_view("/", identity={"city": "null"})
    )
    (finding,) = run_rule(unreadable_property, case).findings
    assert str(finding.cause) == "app.js:3"


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(unreadable_property, case) == [told]
