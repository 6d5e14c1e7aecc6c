"""Cases of the rule cookie-without-tracking."""

import pytest

from harness.audit.rules.privacy.cookie_without_tracking import cookie_without_tracking
from harness.audit.testing import choice, page, page_view, told, visit
from harness.audit.visit import CookieFact, Visit

COOKIE = CookieFact(name="hubspotutk", value="0" * 32, domain="www.acme.test")
HERE = "does-not-apply: the site has HubSpot's tracking code"


def bare(*cookies: CookieFact) -> Visit:
    return visit(page("/", loaders=(), takeover=False, cookies=cookies))


CASES = {
    "the forms script alone sets it": (
        bare(COOKIE),
        ["warning: / sets hubspotutk without tracking code; HubSpot will record the visitor by it in forms and chats"],
    ),
    "no cookie is set": (bare(), []),
    "the visitor has agreed": (
        visit(page("/", loaders=(), takeover=False, cookies=(COOKIE,)), choice("accept")),
        ["does-not-apply: the visitor has agreed to cookies"],
    ),
    "the tracking code is there": (visit(page("/", cookies=(COOKIE,))), [HERE]),
    "the tracking code came by another way": (
        visit(page("/", loaders=(), takeover=False, cookies=(COOKIE,)), page_view("/")),
        [HERE],
    ),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(cookie_without_tracking, case) == lines
