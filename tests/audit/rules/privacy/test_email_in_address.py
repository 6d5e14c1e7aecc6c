"""Cases of the rule email-in-address."""

import pytest

from harness.audit.rules.privacy.email_in_address import email_in_address
from harness.audit.testing import page_view, told, visit
from harness.audit.visit import Visit

CASES = {
    "a form was sent with GET": (
        visit(page_view("/thanks?email=ada%40acme.test"), page_view("/thanks?email=ada%40acme.test&again")),
        [
            "error: the address '/thanks?email=a***%40acme.test' holds an e-mail address; "
            "HubSpot will record a page of that name"
        ],
    ),
    "the path names the person": (
        visit(page_view("/", set_path="/people/grace@acme.test")),
        [
            "error: the set path '/people/g***@acme.test' holds an e-mail address; "
            "HubSpot will record a page of that name"
        ],
    ),
    "the page before held it": (
        visit(page_view("/", referrer="https://www.acme.test/login?user=ada@acme.test")),
        [
            "error: the referrer '/login?user=a***@acme.test' holds an e-mail address; "
            "HubSpot will record a page of that name"
        ],
    ),
    "the evidence is masked": (
        visit(page_view("/thanks?email=a***@acme.test")),
        [
            "error: the address '/thanks?email=a***@acme.test' holds an e-mail address; "
            "HubSpot will record a page of that name"
        ],
    ),
    "the address of a picture": (visit(page_view("/logo@2x.png")), []),
    "a package with its version": (visit(page_view("/npm/vue@3.5.22/dist")), []),
    "a name in a network of servers": (visit(page_view("/@ada@acme.test")), []),
    "an address that names nobody": (visit(page_view("/?from=noreply@acme.test")), []),
    "an address without anybody": (visit(page_view("/pricing")), []),
    "nothing was sent": (visit(), ["does-not-apply: no hit was sent"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(email_in_address, case) == lines
