"""Cases of the rule unusable-email."""

import pytest

from harness.audit.rules.identity.unusable_email import unusable_email
from harness.audit.testing import page_view, push, run_rule, visit
from harness.audit.visit import Visit
from tests.audit.rules.saying import said

CASES = {
    "her user name stands in": (
        visit(page_view("/", email="ada"), page_view("/menu", email="ada")),
        "'ada' is sent as the visitor's e-mail address; HubSpot will record no contact for it",
    ),
    "the address was missing": (
        visit(page_view("/", email="undefined")),
        "'undefined' is sent as the visitor's e-mail address; HubSpot will record no contact for it",
    ),
    "the address was empty": (
        visit(page_view("/", email=" ")),
        "an empty text is sent as the visitor's e-mail address; HubSpot will record no contact for it",
    ),
    "it is an address": (visit(page_view("/", email=" ada@acme.test ")), "clean"),
    "it is masked": (visit(page_view("/", email="a***@acme.test")), "clean"),
    "there is none": (visit(page_view("/", identity={"id": "7"})), "does-not-apply"),
}


def test_it_points_at_the_line_that_gave_the_address() -> None:
    case = visit(push("identify", email="ada", source="app.js:3"), page_view("/", email="ada"))
    (finding,) = run_rule(unusable_email, case).findings
    assert (finding.evidence, str(finding.cause)) == ("page view of /", "app.js:3")


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(unusable_email, case) == [told]
