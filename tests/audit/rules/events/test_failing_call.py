"""Cases of the rule failing-call."""

import pytest

from harness.audit.rules.events.failing_call import failing_call
from harness.audit.testing import HOME, page_view, push, run_rule, sent, visit
from harness.audit.visit import Visit
from harness.wire.hits import ScriptError
from tests.audit.rules.saying import said

FAILED = sent(ScriptError(error="TypeError", message="TypeError: link is null"))

CASES = {
    "a listener throws": (
        visit(page_view("/"), FAILED, FAILED),
        "the tracking code reported 'TypeError: link is null'; HubSpot will record nothing of the call that failed",
    ),
    "nothing but its kind is known": (
        visit(sent(ScriptError(error="TypeError"))),
        "the tracking code reported 'TypeError'; HubSpot will record nothing of the call that failed",
    ),
    "nothing fails": (visit(page_view("/")), "clean"),
    "nothing is sent": (visit(), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(failing_call, case) == [told]


def test_it_points_at_the_only_listener() -> None:
    listener = push("addIdentityListener", {"$function": ""}, source="linking.js:3")
    (finding,) = run_rule(failing_call, visit(page_view("/"), listener, FAILED)).findings
    assert (str(finding.cause), finding.page) == ("linking.js:3", HOME)


def test_of_two_listeners_it_blames_none() -> None:
    listener = push("addIdentityListener", {"$function": ""}, source="linking.js:3")
    (finding,) = run_rule(failing_call, visit(page_view("/"), listener, listener, FAILED)).findings
    assert finding.cause is None
