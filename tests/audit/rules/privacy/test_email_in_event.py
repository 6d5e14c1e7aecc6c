"""Cases of the rule email-in-event."""

import pytest

from harness.audit.rules.privacy.email_in_event import email_in_event
from harness.audit.testing import event, push, run_rule, told, visit
from harness.audit.visit import Visit

INVITED = event("pe4242_invited", invited="grace@acme.test", course="Math101")
TOLD = "error: invited of event pe4242_invited holds an e-mail address; HubSpot will record it with each event"

CASES = {
    "a property is somebody's address": (visit(INVITED, INVITED), [TOLD]),
    "no property is": (visit(event("pe4242_invited", invited="member-42")), []),
    "no property was sent": (visit(event("pe4242_open")), ["does-not-apply: no event with properties was sent"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(email_in_event, case) == lines


def test_it_blames_the_line_that_pushed_the_event() -> None:
    case = visit(push("trackCustomBehavioralEvent", name="pe4242_invited", source="app.js:3"), INVITED)
    assert [str(finding.cause) for finding in run_rule(email_in_event, case).findings] == ["app.js:3"]
