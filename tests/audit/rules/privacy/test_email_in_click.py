"""Cases of the rule email-in-click."""

import pytest

from harness.audit.rules.privacy.email_in_click import email_in_click
from harness.audit.testing import page_view, sent, told, visit
from harness.audit.visit import Visit
from harness.wire.hits import ElementClick


def click(**properties: str) -> ElementClick:
    return sent(ElementClick(properties=tuple(properties.items())), on="/menu")


PROFILE = click(hs_element_text="ada@acme.test", hs_link_href="https://www.acme.test/account")

CASES = {
    "the menu greets the visitor": (
        visit(PROFILE, PROFILE),
        [
            "warning: the text 'a***@acme.test' of a click on /menu holds an e-mail address; "
            "HubSpot will record it with the click"
        ],
    ),
    "the link leads to the visitor's profile": (
        visit(click(hs_element_text="Profile", hs_link_href="https://www.acme.test/people/ada@acme.test")),
        [
            "warning: the address 'https://www.acme.test/people/a***@acme.test' of a click on /menu holds an e-mail "
            "address; HubSpot will record it with the click"
        ],
    ),
    "the site publishes a contact": (
        visit(click(hs_element_text="desk@acme.test", hs_link_href="mailto:desk@acme.test")),
        [],
    ),
    "the page that follows has the address, which is for another rule": (
        visit(
            click(hs_link_href="https://www.acme.test/?email=ada@acme.test"),
            page_view("/?email=ada@acme.test"),
        ),
        [],
    ),
    "the text is a word": (visit(click(hs_element_text="Account")), []),
    "another property holds it": (visit(click(hs_element_class="ada@acme.test")), []),
    "nothing was clicked": (visit(page_view("/")), ["does-not-apply: no click was reported"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(email_in_click, case) == lines
