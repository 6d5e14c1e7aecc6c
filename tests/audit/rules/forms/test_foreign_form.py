"""Cases of the rule foreign-form."""

import pytest

from harness.audit.rules.forms.foreign_form import foreign_form
from harness.audit.testing import page_view, sent, visit
from harness.audit.visit import Visit
from harness.wire.hits import FormSubmission
from tests.audit.rules.saying import said

FORM = FormSubmission(form_id="5c2a")

CASES = {
    "it goes to another portal": (
        visit(page_view("/"), sent(FORM, portal_id=1111)),
        "form 5c2a was submitted to portal 1111, the page reports to 4242; "
        "HubSpot will record contact and visitor apart",
    ),
    "it goes to another hublet, which is another fault": (visit(page_view("/", hublet="eu1"), sent(FORM)), "clean"),
    "it goes where the page reports to": (visit(page_view("/"), sent(FORM)), "clean"),
    "the page is not tracked": (visit(sent(FORM)), "does-not-apply"),
    "no form is submitted": (visit(page_view("/")), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(foreign_form, case) == [told]
