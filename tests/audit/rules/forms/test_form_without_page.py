"""Cases of the rule form-without-page."""

from dataclasses import replace

import pytest

from harness.audit.rules.forms.form_without_page import form_without_page
from harness.audit.testing import page_view, sent, visit
from harness.audit.visit import Visit
from harness.wire.hits import FormSubmission, PageRef
from tests.audit.rules.saying import said

FORM = sent(FormSubmission(form_id="5c2a"))

CASES = {
    "pageUri is missing": (
        visit(page_view("/"), replace(FORM, page=PageRef())),
        "form 5c2a was submitted without pageUri; HubSpot will record the conversion on no page",
    ),
    "the form is not named either": (
        visit(replace(sent(FormSubmission()), page=PageRef())),
        "form was submitted without pageUri; HubSpot will record the conversion on no page",
    ),
    "the page is told": (visit(FORM), "clean"),
    "no form is submitted": (visit(page_view("/")), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(form_without_page, case) == [told]
