"""Cases of the rule form-submitted-twice."""

import pytest

from harness.audit.rules.forms.form_submitted_twice import form_submitted_twice
from harness.audit.testing import page_view, sent, visit
from harness.audit.visit import Visit
from harness.wire.hits import CollectedForm, FormField, FormSubmission
from tests.audit.rules.saying import said


def form(email: str = "ada@acme.test", form_id: str = "5c2a") -> FormSubmission:
    return FormSubmission(form_id=form_id, fields=(FormField(name="email", value=email),))


def collected(email: str = "Ada@acme.test") -> CollectedForm:
    return CollectedForm(form_selector="#guide", contact=(("email", email),))


CASES = {
    "two listeners submit it": (
        visit(sent(form()), sent(form())),
        "the form submission of 5c2a came after the form submission of 5c2a with the same values; "
        "HubSpot will record two submissions",
    ),
    "it is collected as well": (
        visit(sent(form()), sent(collected())),
        "the collected form #guide came after the form submission of 5c2a with the same values; "
        "HubSpot will record two submissions",
    ),
    "somebody else fills it in": (visit(sent(form()), sent(form("grace@acme.test"))), "clean"),
    "it is another form": (visit(sent(form()), sent(form(form_id="77"))), "clean"),
    "time has passed": (visit(sent(form(), at_s=0), sent(form(), at_s=60)), "clean"),
    "neither has an address": (visit(sent(collected("")), sent(collected(""))), "clean"),
    "no form is submitted": (visit(page_view("/")), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(form_submitted_twice, case) == [told]
