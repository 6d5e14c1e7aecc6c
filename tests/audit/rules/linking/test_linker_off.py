"""Cases of the rule linker-off."""

import pytest

from harness.audit.rules.linking.linker_off import linker_off
from harness.audit.testing import page_view, push, visit
from harness.audit.visit import Visit
from tests.audit.crossing import LINKING, REFUSED, SHOP, WWW, crossed, linked, stayed
from tests.audit.rules.saying import said

LISTENER = push("addIdentityListener", {"$function": ""})

CASES = {
    "links lead away and nothing is on": (
        stayed(SHOP, f"{SHOP}finch"),
        "2 links to acme-shop.test will hand over no visitor: automatic linking is off, and no identity listener is "
        "there; HubSpot will record a new visitor there",
    ),
    "a script opens the other domain": (
        crossed(SHOP),
        "www.acme.test to acme-shop.test: the address carries no link parameters, automatic linking is off, and no "
        "identity listener is there; HubSpot will record a new visitor who came from www.acme.test",
    ),
    "the link is followed as well": (
        crossed(SHOP, links=[SHOP]),
        "1 link to acme-shop.test will hand over no visitor: automatic linking is off, and no identity listener is "
        "there; HubSpot will record a new visitor there",
    ),
    "a function may decorate them": (
        stayed(SHOP, before=[push("(function)")]),
        f"a function in the queue of {WWW} may decorate links when they are used",
    ),
    "the portal decorates them": (stayed(SHOP, portal=LINKING), "clean"),
    "the site decorates them": (stayed(SHOP, before=[LISTENER]), "clean"),
    "they are decorated": (stayed(linked()), "clean"),
    "there is no consent": (
        visit(*stayed(SHOP).pages, page_view(WWW, consent=REFUSED), portals=stayed().portals),
        "does-not-apply",
    ),
    "no link leads away": (stayed("https://docs.acme.test/"), "does-not-apply"),
    "the portal is not known": (stayed(SHOP, portal=None), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(linker_off, case) == [told]
