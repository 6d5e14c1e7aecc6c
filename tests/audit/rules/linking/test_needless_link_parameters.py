"""Cases of the rule needless-link-parameters."""

import pytest

from harness.audit.rules.linking.needless_link_parameters import needless_link_parameters
from harness.audit.visit import Visit
from tests.audit.crossing import SHOP, linked, stayed
from tests.audit.rules.saying import said

OWN = linked("https://docs.acme.test/")

CASES = {
    "a sub-domain gets them": (
        stayed(OWN, OWN, linked()),
        f"2 links within the domain of www.acme.test carry link parameters, the first is {OWN[:79]}…; "
        "HubSpot will record a wrong number of page views in the session",
    ),
    "one link gets them": (
        stayed(OWN),
        f"1 link within the domain of www.acme.test carries link parameters, the first is {OWN[:79]}…; "
        "HubSpot will record a wrong number of page views in the session",
    ),
    "only the other domain gets them": (stayed(linked(), "https://docs.acme.test/"), "clean"),
    "no link carries any": (stayed(SHOP), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(needless_link_parameters, case) == [told]
