"""Cases of the rule doubled-cookie."""

import pytest

from harness.audit.rules.cookies.doubled_cookie import doubled_cookie
from harness.audit.testing import page, visit
from harness.audit.visit import CookieFact, Visit
from tests.audit.rules.saying import said


def cookie(value: str, domain: str, name: str = "hubspotutk") -> CookieFact:
    return CookieFact(name=name, value=value, domain=domain)


TWO = [cookie("a", ".acme.test"), cookie("b", "www.acme.test")]

CASES = {
    "one is for the host alone": (
        visit(page(cookies=TWO), page("/menu", cookies=TWO)),
        "there are 2 cookies hubspotutk, for .acme.test and www.acme.test; "
        "HubSpot will record one visitor or the other",
    ),
    "both tell the same visitor": (
        visit(page(cookies=[cookie("a", ".acme.test"), cookie("a", "www.acme.test")])),
        "clean",
    ),
    "the other is another host's": (
        visit(page(cookies=[cookie("a", ".acme.test"), cookie("b", ".acme-shop.test")])),
        "clean",
    ),
    "there is no visitor": (visit(page(cookies=[cookie("1", ".acme.test", "__hssrc")])), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(doubled_cookie, case) == [told]
