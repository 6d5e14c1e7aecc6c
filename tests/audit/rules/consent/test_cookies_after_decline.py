"""Cases of the rule cookies-after-decline."""

import pytest

from harness.audit.rules.consent.cookies_after_decline import cookies_after_decline
from harness.audit.testing import choice, page, visit
from harness.audit.visit import CookieFact, Visit
from tests.audit.rules.saying import said


def cookies(*names: str, domain: str = ".acme.test") -> list[CookieFact]:
    return [CookieFact(name=name, value="1", domain=domain) for name in names]


CASES = {
    "they are written all the same": (
        visit(choice("decline"), page(cookies=cookies("hubspotutk", "__hstc", "__hs_opt_out"))),
        "__hstc, hubspotutk lay in the browser after the visitor had declined; HubSpot will know the visitor again",
    ),
    "those from before remain": (
        visit(
            page(cookies=cookies("hubspotutk")),
            choice("revoke"),
            page("/menu", cookies=cookies("hubspotutk")),
            page("/book", cookies=cookies("hubspotutk")),
        ),
        "hubspotutk lay in the browser after the visitor had taken the consent back; "
        "HubSpot will know the visitor again",
    ),
    "only the refusal is kept": (visit(choice("decline"), page(cookies=cookies("__hs_opt_out"))), "clean"),
    "they are another site's": (
        visit(choice("decline"), page(cookies=cookies("hubspotutk", domain="other.test"))),
        "clean",
    ),
    "the visitor accepted": (visit(choice("accept"), page(cookies=cookies("hubspotutk"))), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(cookies_after_decline, case) == [told]
