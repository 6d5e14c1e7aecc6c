"""Cases of the rule fingerprint-mismatch."""

import pytest

from harness.audit.rules.linking.fingerprint_mismatch import fingerprint_mismatch
from harness.audit.testing import push, run_rule
from harness.audit.visit import Visit
from tests.audit.crossing import ADA, FINGERPRINT, SHOP, crossed, linked, stayed
from tests.audit.rules.saying import said

CASES = {
    "the link was made elsewhere": (
        crossed(linked(fingerprint="7")),
        f"www.acme.test to acme-shop.test: __hsfp is '7', the browser's is '{FINGERPRINT}'; "
        "HubSpot will record a new visitor who came from www.acme.test",
    ),
    "nobody knows why": (
        crossed(linked()),
        "www.acme.test to acme-shop.test: link parameters are there and whole, and the visitor is another one all the "
        "same",
    ),
    "the visitor is merged": (crossed(linked(), token=ADA), "clean"),
    "nobody crosses": (stayed(SHOP), "does-not-apply"),
}


def test_it_points_at_the_listener() -> None:
    listener = push("addIdentityListener", {"$function": ""}, source="linking.js:30")
    (finding,) = run_rule(fingerprint_mismatch, crossed(linked(fingerprint="7"), before=[listener])).findings
    assert str(finding.cause) == "linking.js:30"


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(fingerprint_mismatch, case) == [told]
