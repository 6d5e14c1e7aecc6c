"""Cases of the rule call-left-behind."""

import pytest

from harness.audit.rules.delivery.call_left_behind import call_left_behind
from harness.audit.testing import navigation, page_view, push, run_rule, told, visit
from harness.audit.visit import Visit

EVENT = push("trackCustomBehavioralEvent", name="pe4242_signed_up", before_takeover=True, source="thanks.html:7")
NEXT = (navigation("/welcome", "load"), page_view("/welcome"))

CASES = {
    "the page redirects at once": (
        visit(navigation("/thanks", "load"), EVENT, push("trackPageView", before_takeover=True), *NEXT),
        [
            "error: trackCustomBehavioralEvent, trackPageView was pushed on /thanks, which was left before the "
            "tracking code ran; HubSpot will record nothing of it"
        ],
    ),
    "the tracking code came in time": (
        visit(navigation("/thanks", "load"), EVENT, page_view("/thanks"), *NEXT),
        [],
    ),
    "no tracking code came at all, which is for other rules": (
        visit(navigation("/thanks", "load"), EVENT, navigation("/welcome", "load")),
        [],
    ),
    "identify alone waits, which is for another rule": (
        visit(navigation("/thanks", "load"), push("identify", email="ada@acme.test", before_takeover=True), *NEXT),
        ["does-not-apply: the site pushed nothing that sends a hit"],
    ),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(call_left_behind, case) == lines


def test_it_blames_the_line() -> None:
    (finding,) = run_rule(call_left_behind, visit(navigation("/thanks", "load"), EVENT, *NEXT)).findings
    assert str(finding.cause) == "thanks.html:7"
