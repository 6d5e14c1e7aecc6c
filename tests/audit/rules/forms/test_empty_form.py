"""Cases of the rule empty-form."""

import pytest

from harness.audit.rules.forms.empty_form import empty_form
from harness.audit.testing import page_view, sent, visit
from harness.audit.visit import Visit
from harness.wire.hits import FormField, FormSubmission
from tests.audit.rules.saying import said


def submitted(*fields: FormField) -> Visit:
    return visit(page_view("/"), sent(FormSubmission(form_id="5c2a", fields=fields)))


EMPTY = "form 5c2a was submitted without a value in any field; HubSpot will make no contact of it"

CASES = {
    "no field is sent": (submitted(), EMPTY),
    "what is sent is blank": (submitted(FormField(name="email", value=" ")), EMPTY),
    "a field is filled in": (submitted(FormField(name="email", value="ada@acme.test")), "clean"),
    "no form is submitted": (visit(page_view("/")), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(empty_form, case) == [told]
