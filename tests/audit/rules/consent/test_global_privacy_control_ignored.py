"""Cases of the rule global-privacy-control-ignored."""

import pytest

from harness.audit.rules.consent.global_privacy_control_ignored import global_privacy_control_ignored
from harness.audit.testing import page, page_view, visit
from harness.audit.visit import Visit
from harness.wire.hits import Consent, ConsentCategories
from tests.audit.rules.saying import said

REFUSED = Consent(given=False, categories=ConsentCategories.NECESSARY)

CASES = {
    "the platform does not look at it": (
        visit(page_view("/"), journey="gpc", banner="Klaro"),
        "1 hit left as if the visitor had agreed, although the browser sends Global Privacy Control; "
        "HubSpot will record the visit with its visitor",
    ),
    "the platform takes it for an acceptance": (
        visit(page(platforms=("Klaro",)), page_view("/"), journey="gpc"),
        "1 hit left as if the visitor had agreed, although the browser sends Global Privacy Control; "
        "HubSpot will record the visit with its visitor",
    ),
    "it counts as a refusal": (visit(page_view("/", consent=REFUSED), journey="gpc", banner="hubspot"), "clean"),
    "nobody is asked on this site": (visit(page_view("/"), journey="gpc"), "does-not-apply"),
    "the browser did not send it": (visit(page_view("/"), banner="Klaro"), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(global_privacy_control_ignored, case) == [told]
