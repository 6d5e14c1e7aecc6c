"""Cases of the rule malformed-link-parameters."""

import pytest

from harness.audit.rules.linking.malformed_link_parameters import malformed_link_parameters
from harness.audit.visit import Visit
from tests.audit.crossing import SHOP, crossed, linked, stayed
from tests.audit.rules.saying import said

BAD = linked().replace("?", "&")
FLAW = "they are written into the path, without ?"

CASES = {
    "they are appended with &": (
        stayed(BAD, BAD),
        f"the link to {BAD[:79]}… carries link parameters, but {FLAW}; HubSpot will record a new visitor there",
    ),
    "they are on a link to write a mail": (
        stayed("mailto:ada@acme.test?__hstc=1"),
        "the link to mailto:ada@acme.test?__hstc=1 carries link parameters, but it is no address of a page; "
        "HubSpot will record a new visitor there",
    ),
    "a script opens such an address": (
        crossed(BAD),
        f"www.acme.test to acme-shop.test: the address carries link parameters, but {FLAW}; "
        "HubSpot will record a new visitor who came from www.acme.test",
    ),
    "the link is followed as well": (
        crossed(BAD, links=[BAD]),
        f"the link to {BAD[:79]}… carries link parameters, but {FLAW}; HubSpot will record a new visitor there",
    ),
    "they are whole": (stayed(linked()), "clean"),
    "no link carries any": (stayed(SHOP), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(malformed_link_parameters, case) == [told]
