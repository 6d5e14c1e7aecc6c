"""Cases of the rule visitor-without-cookies."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from harness.audit.rules.cookies.visitor_without_cookies import visitor_without_cookies
from harness.audit.testing import page, page_view, visit
from harness.audit.visit import Visit
from harness.wire.cookies import Hstc
from harness.wire.hits import Consent
from tests.audit.rules.saying import said

BEGUN = datetime(2026, 1, 5, tzinfo=UTC)
COOKIE = Hstc(domain_hash=1, visitor="0" * 32, first=BEGUN, previous=BEGUN, current=BEGUN, sessions=1)
RESET = page_view("/")

CASES = {
    "the page cannot keep them": (
        visit(page_view("/"), page_view("/menu")),
        "the page view of / on / has consent and no copy of __hstc; HubSpot will record a new visitor with every page",
    ),
    "they are there": (visit(page_view("/", hstc=COOKIE)), "clean"),
    "they are garbled, which is another fault": (
        visit(replace(page_view("/"), torn_cookies=(("u", "x"),))),
        "clean",
    ),
    "the visitor was just reset": (
        visit(replace(RESET, visitor=replace(RESET.visitor, was_reset=True))),
        "clean",
    ),
    "the session has run out": (visit(page(at_s=0), page_view("/", at_s=2000)), "does-not-apply"),
    "there is no consent": (visit(page_view("/", consent=Consent(given=False))), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(visitor_without_cookies, case) == [told]
