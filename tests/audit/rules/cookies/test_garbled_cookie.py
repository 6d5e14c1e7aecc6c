"""Cases of the rule garbled-cookie."""

from dataclasses import replace

import pytest

from harness.audit.rules.cookies.garbled_cookie import garbled_cookie
from harness.audit.testing import page_view, visit
from harness.audit.visit import Visit
from tests.audit.rules.saying import said

TORN = replace(page_view("/"), torn_cookies=(("u", "user-7"),))

CASES = {
    "a script has overwritten it": (
        visit(TORN, TORN),
        "the cookie __hstc is 'user-7', which is none of its values; HubSpot will record no such visitor or session",
    ),
    "all are whole": (visit(page_view("/")), "clean"),
    "nothing is sent": (visit(), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(garbled_cookie, case) == [told]
