"""Cases of the rule secret-in-address."""

import pytest

from harness.audit.rules.privacy.secret_in_address import secret_in_address
from harness.audit.testing import page_view, told, visit
from harness.audit.visit import Visit

RESET = "error: the address of /reset holds reset_token; HubSpot will record it in the clear"

CASES = {
    "the link resets a password": (
        visit(page_view("/reset?reset_token=9f2c41d0"), page_view("/reset?reset_token=9f2c41d0")),
        [RESET],
    ),
    "the fragment holds a token": (
        visit(page_view("/welcome#access_token=9f2c41d0&expires=1")),
        ["error: the address of /welcome holds access_token; HubSpot will record it in the clear"],
    ),
    "a parameter holds a web token": (
        visit(page_view("/welcome?state=eyJhbGciOiJI.eyJzdWIiOiIx")),
        ["error: the address of /welcome holds state; HubSpot will record it in the clear"],
    ),
    "the page before held it": (
        visit(page_view("/", referrer="https://www.acme.test/reset?reset_token=9f2c41d0")),
        [RESET],
    ),
    "the set path holds it": (visit(page_view("/", set_path="/reset?reset_token=9f2c41d0")), [RESET]),
    "a page is asked for by a token": (visit(page_view("/list?page_token=9f2c41d0")), []),
    "the value is short": (visit(page_view("/?token=yes")), []),
    "the fragment is an anchor": (visit(page_view("/#password")), []),
    "nothing was sent": (visit(), ["does-not-apply: no hit was sent"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(secret_in_address, case) == lines
