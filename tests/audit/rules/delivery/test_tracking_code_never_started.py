"""Cases of the rule tracking-code-never-started."""

import pytest

from harness.audit.rules.delivery.tracking_code_never_started import tracking_code_never_started
from harness.audit.testing import PORTAL_ID, fault, moment, navigation, page, page_view, push, run_rule, told, visit
from harness.audit.visit import ScriptLoad, Visit

LOAD = navigation("/", "load", at_s=0)
ARRIVED = (
    ScriptLoad(url=f"https://js.hs-analytics.net/analytics/1/{PORTAL_ID}.js", portal_id=PORTAL_ID, at=moment(1)),
)
FROZEN = page("/", takeover=False, queue="array", at_s=0)
NEVER = "error: the tracking code of / arrived and never started: _hsq "
REFUSED = (
    "Loading the script 'https://js.hs-scripts.com/4242.js' violates the following Content Security Policy directive: "
)

CASES = {
    "the queue is frozen": (
        visit(LOAD, FROZEN, scripts=ARRIVED),
        [NEVER + "is an array that it could not take over; HubSpot will record nothing of the page"],
    ),
    "the queue is something else": (
        visit(LOAD, page("/", takeover=False, queue="other", at_s=0), scripts=ARRIVED),
        [NEVER + "is no array; HubSpot will record nothing of the page"],
    ),
    "there is no queue": (
        visit(LOAD, page("/", takeover=False, queue="absent", at_s=0), scripts=ARRIVED),
        ["undecided: the tracking code of / had not started when the page was left"],
    ),
    "it started": (visit(LOAD, page("/", at_s=0), page_view("/", at_s=2), scripts=ARRIVED), []),
    "the script never came, which is for another rule": (visit(LOAD, FROZEN), []),
    "a policy refused it, which is for another rule": (
        visit(LOAD, FROZEN, fault("csp", REFUSED + "\"script-src 'self'\"."), scripts=ARRIVED),
        [],
    ),
    "there is no loader": (
        visit(LOAD, page("/", loaders=(), at_s=0)),
        ["does-not-apply: no page has a loader that runs"],
    ),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(tracking_code_never_started, case) == lines


def test_it_blames_the_first_call_that_waits() -> None:
    case = visit(LOAD, FROZEN, push("identify", source="app.js:3"), scripts=ARRIVED)
    assert [str(finding.cause) for finding in run_rule(tracking_code_never_started, case).findings] == ["app.js:3"]
