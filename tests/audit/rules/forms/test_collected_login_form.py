"""Cases of the rule collected-login-form."""

import pytest

from harness.audit.rules.forms.collected_login_form import collected_login_form
from harness.audit.testing import page_view, sent, visit
from harness.audit.visit import Visit
from harness.wire.hits import CollectedForm
from tests.audit.rules.saying import said

CASES = {
    "its id says so": (
        visit(sent(CollectedForm(form_selector="#login"))),
        "the collected form #login was collected, which is a form to log in by its name 'login'; "
        "HubSpot will record each login as a submission",
    ),
    "its class says so": (
        visit(sent(CollectedForm(form_classes=".form .sign-in"))),
        "the collected form was collected, which is a form to log in by its name 'sign-in'; "
        "HubSpot will record each login as a submission",
    ),
    "its page says so": (
        visit(sent(CollectedForm(form_selector="#f"), on="/reset-password")),
        "the collected form #f was collected, which is a form to log in by its name 'reset-password'; "
        "HubSpot will record each login as a submission",
    ),
    "it is a form to ask": (visit(sent(CollectedForm(form_selector="#contact"), on="/blogging")), "clean"),
    "no form is collected": (visit(page_view("/")), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(collected_login_form, case) == [told]
