"""Cases of the rule short-lived-cookie."""

import pytest

from harness.audit.rules.cookies.short_lived_cookie import short_lived_cookie
from harness.audit.testing import page, visit
from harness.audit.visit import CookieFact, Visit
from tests.audit.rules.saying import said

DAY_S = 86_400.0


def kept(lifetime_s: float | None, name: str = "__hstc") -> list[CookieFact]:
    return [CookieFact(name=name, value="1", domain=".acme.test", lifetime_s=lifetime_s)]


CASES = {
    "it ends after a week": (
        visit(page(cookies=kept(7 * DAY_S)), page("/menu", cookies=kept(7 * DAY_S))),
        "the cookie __hstc ends after 7 days; HubSpot will record whoever comes back later as a new visitor",
    ),
    "it ends with the browser": (
        visit(page(cookies=kept(None, "hubspotutk"))),
        "the cookie hubspotutk ends with the browser; HubSpot will record whoever comes back later as a new visitor",
    ),
    "it lives for six months": (visit(page(cookies=kept(180 * DAY_S))), "clean"),
    "it is a session's": (visit(page(cookies=kept(1800, "__hssc"))), "does-not-apply"),
    "the visitor came back": (visit(page(cookies=kept(7 * DAY_S)), journey="return"), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(short_lived_cookie, case) == [told]
