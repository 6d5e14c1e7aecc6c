"""Cases of the rule failing-call."""

import pytest

from harness.audit.rules.events.failing_call import failing_call
from harness.audit.testing import page_view, sent, visit
from harness.audit.visit import Visit
from harness.wire.hits import ScriptError
from tests.audit.rules.saying import said

FAILED = sent(ScriptError(error="TypeError", message="link is null"))

CASES = {
    "a listener throws": (
        visit(page_view("/"), FAILED, FAILED),
        "the tracking code reported 'TypeError: link is null'; HubSpot will record nothing of the call that failed",
    ),
    "nothing fails": (visit(page_view("/")), "clean"),
    "nothing is sent": (visit(), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(failing_call, case) == [told]
