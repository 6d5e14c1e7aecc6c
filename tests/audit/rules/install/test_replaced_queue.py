"""Cases of the rule replaced-queue."""

import pytest

from harness.audit.rules.install.replaced_queue import replaced_queue
from harness.audit.testing import push, run_rule, told, visit
from harness.audit.visit import Visit

EARLY = push("(new queue)", before_takeover=True)
LATE = push("(new queue)", source="app.js:3")
IDENTIFY = push("identify", email="ada@acme.test", before_takeover=True)
LOST = "error: _hsq was replaced by a new array before the tracking code ran; HubSpot will record nothing of identify"
SINCE = "error: _hsq was replaced by a new array while the tracking code ran; HubSpot will record nothing of what is "

CASES = {
    "the tracking code hears the old one": (
        visit(LATE, push("trackPageView"), push("trackPageView")),
        [SINCE + "pushed from then on, 2 calls of this visit among them"],
    ),
    "nothing was pushed since": (visit(LATE), [SINCE + "pushed from then on"]),
    "what was queued is thrown away": (
        visit(IDENTIFY, push("setPath", "/", before_takeover=True), EARLY, push("setPath", "/", before_takeover=True)),
        [LOST],
    ),
    "the new array holds what the old one did": (visit(IDENTIFY, EARLY, IDENTIFY), []),
    "the old array was empty": (visit(EARLY, IDENTIFY), []),
    "there is one queue": (visit(IDENTIFY), []),
    "the queue is not used": (visit(), ["does-not-apply: nothing was pushed on the queue"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(replaced_queue, case) == lines


def test_it_blames_the_line_that_made_the_array() -> None:
    assert [str(finding.cause) for finding in run_rule(replaced_queue, visit(LATE)).findings] == ["app.js:3"]
