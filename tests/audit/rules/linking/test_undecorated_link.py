"""Cases of the rule undecorated-link."""

import pytest

from harness.audit.rules.linking.undecorated_link import undecorated_link
from harness.audit.testing import push, run_rule
from harness.audit.visit import Visit
from tests.audit.crossing import ADA, LINKING, SHOP, WWW, crossed, linked, stayed
from tests.audit.rules.saying import said

LISTENER = push("addIdentityListener", {"$function": ""}, source="linking.js:30")
LATE = (
    "1 link to acme-shop.test without link parameters, the first to https://acme-shop.test/finch; "
    "HubSpot will record a new visitor there"
)

CASES = {
    "a link was rendered after the linker": (stayed(linked(), f"{SHOP}finch", portal=LINKING), LATE),
    "a link was rendered after the listener": (stayed(linked(), f"{SHOP}finch", before=[LISTENER]), LATE),
    "a script opens the other domain": (
        crossed(SHOP, before=[LISTENER]),
        "www.acme.test to acme-shop.test: the address carries no link parameters, although an identity listener is "
        "there; HubSpot will record a new visitor who came from www.acme.test",
    ),
    "links may be decorated when they are used": (
        stayed(SHOP, before=[LISTENER]),
        f"no link to acme-shop.test carries link parameters when {WWW} has come to rest; "
        "the identity listener may add them when a link is used",
    ),
    "links are decorated when they are used": (
        crossed(linked(), token=ADA, links=[SHOP], before=[LISTENER]),
        "clean",
    ),
    "all are decorated": (stayed(linked(), before=[LISTENER]), "clean"),
    "nothing is on, which is another fault": (stayed(SHOP), "clean"),
    "no link leads away": (stayed("https://docs.acme.test/"), "does-not-apply"),
}


def test_it_points_at_the_listener() -> None:
    (finding,) = run_rule(undecorated_link, stayed(linked(), f"{SHOP}finch", before=[LISTENER])).findings
    assert str(finding.cause) == "linking.js:30"


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(undecorated_link, case) == [told]
