"""Cases of the rule unlisted-domain."""

import pytest

from harness.audit.rules.linking.unlisted_domain import unlisted_domain
from harness.audit.testing import run_rule
from harness.audit.visit import PortalFacts, Visit
from tests.audit.crossing import SHOP, crossed, linked, stayed
from tests.audit.rules.saying import said

ONLY_SHOP = PortalFacts(portal_id=4242, cookie_domains=(".acme-shop.test", ".acme.shop.test"))

CASES = {
    "the page's domain is missing": (
        stayed(portal=ONLY_SHOP),
        "www.acme.test reports to portal 4242, whose list of domains has acme-shop.test, acme.shop.test; "
        "HubSpot will record visitors of www.acme.test apart from those of the others",
    ),
    "so the visitor is refused": (
        crossed(linked(), portal=ONLY_SHOP),
        "www.acme.test to acme-shop.test: the portal's list of domains has not the one that the visitor comes from; "
        "HubSpot will record a new visitor who came from www.acme.test",
    ),
    "all are listed": (crossed(SHOP), "clean"),
    "the list is empty": (stayed(portal=PortalFacts(portal_id=4242)), "does-not-apply"),
    "the portal is not known": (stayed(portal=None), "does-not-apply"),
}


def test_a_visitor_who_is_lost_weighs_more() -> None:
    result = run_rule(unlisted_domain, crossed(linked(), portal=ONLY_SHOP))
    assert [finding.severity for finding in result.findings] == ["error"]


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(unlisted_domain, case) == [told]
