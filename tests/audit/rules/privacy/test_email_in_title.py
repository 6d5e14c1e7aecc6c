"""Cases of the rule email-in-title."""

import pytest

from harness.audit.rules.privacy.email_in_title import email_in_title
from harness.audit.testing import page_view, told, visit
from harness.audit.visit import Visit

CASES = {
    "the account is called by it": (
        visit(page_view("/account", title="ada@acme.test | Account"), page_view("/", title="Home")),
        [
            "error: the title 'a***@acme.test | Account' of /account holds an e-mail address; "
            "HubSpot will record /account under that title"
        ],
    ),
    "titles name pages": (visit(page_view("/", title="Contact us @ Acme")), []),
    "there is no title": (visit(page_view("/")), ["does-not-apply: no hit carries a title"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(email_in_title, case) == lines
