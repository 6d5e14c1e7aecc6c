"""Cases of the rule link-parameters-dropped."""

import pytest

from harness.audit.rules.linking.link_parameters_dropped import link_parameters_dropped
from harness.audit.visit import Redirect, Visit
from tests.audit.crossing import SHOP, crossed, linked, stayed
from tests.audit.rules.saying import said

OLD = Redirect(url=linked(f"{SHOP}old"), status=301, location="/")

CASES = {
    "the server leaves the query out": (
        crossed(SHOP, redirects=(OLD,)),
        "www.acme.test to acme-shop.test: the link carried link parameters, and the redirect of "
        "https://acme-shop.test/old drops them; HubSpot will record a new visitor who came from www.acme.test",
    ),
    "there were none to drop": (crossed(SHOP), "clean"),
    "nobody crosses": (stayed(SHOP), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(link_parameters_dropped, case) == [told]
