"""Cases of the rule split-subdomains."""

from dataclasses import replace

import pytest

from harness.audit.rules.cookies.split_subdomains import split_subdomains
from harness.audit.testing import navigation, page_view, visit
from harness.audit.visit import Visit
from harness.wire.hits import Consent, PageView
from tests.audit.crossing import ADA, GRACE, SHOP, cookie, linked
from tests.audit.rules.saying import said

DOCS = "https://docs.acme.test/"


def view(url: str, token: str) -> PageView:
    return page_view(url, usertoken=token, hstc=cookie(token))


def walked(url: str, hit: PageView) -> Visit:
    return visit(
        navigation("/", "load"), view("/", ADA), navigation(url, "load"), hit, replace(hit, sent_at=hit.sent_at)
    )


CASES = {
    "each has cookies of its own": (
        walked(DOCS, view(DOCS, GRACE)),
        "docs.acme.test has another visitor than www.acme.test, although both are sub-domains of one domain; "
        "HubSpot will record two visitors for one",
    ),
    "they share the visitor": (walked(DOCS, view(DOCS, ADA)), "clean"),
    "the visitor was handed over": (walked(linked(DOCS), view(linked(DOCS), GRACE)), "does-not-apply"),
    "it is another domain": (walked(SHOP, view(SHOP, GRACE)), "does-not-apply"),
    "there is no consent": (
        walked(DOCS, page_view(DOCS, usertoken=GRACE, consent=Consent(given=False))),
        "does-not-apply",
    ),
    "it is one host": (walked("/menu", view("/menu", GRACE)), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(split_subdomains, case) == [told]
