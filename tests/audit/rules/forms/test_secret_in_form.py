"""Cases of the rule secret-in-form."""

import pytest

from harness.audit.rules.forms.secret_in_form import secret_in_form
from harness.audit.testing import page_view, sent, visit
from harness.audit.visit import Visit
from harness.wire.hits import CollectedForm, FormField, FormSubmission
from tests.audit.rules.saying import said


def form(name: str, value: str = "x") -> FormSubmission:
    return FormSubmission(form_id="5c2a", fields=(FormField(name=name, value=value),))


CASES = {
    "a password is submitted": (
        visit(sent(form("password"))),
        "the form submission of 5c2a holds 'password'; HubSpot will record what was typed there with the contact",
    ),
    "a card's number is collected": (
        visit(sent(CollectedForm(form_selector="#pay", values=(("Card number", "4242"), ("Name", "Ada"))))),
        "the collected form #pay holds 'Card number'; HubSpot will record what was typed there with the contact",
    ),
    "the field was left empty": (visit(sent(form("password", ""))), "clean"),
    "a name only looks like it": (visit(sent(form("passport_country"))), "clean"),
    "no form is submitted": (visit(page_view("/")), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(secret_in_form, case) == [told]
