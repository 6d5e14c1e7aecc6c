"""Cases of the rule call-on-wrong-queue."""

import pytest

from harness.audit.rules.install.call_on_wrong_queue import call_on_wrong_queue
from harness.audit.testing import push, run_rule, told, visit
from harness.audit.visit import Visit

CASES = {
    "the banner is given a call of the tracking code": (
        visit(push("setContentType", "blog-post", queue="_hsp"), push("setContentType", "x", queue="_hsp")),
        ["error: setContentType was pushed on _hsp, but belongs on _hsq; HubSpot will record nothing of it"],
    ),
    "the banner is given its own": (visit(push("addPrivacyConsentListener", queue="_hsp")), []),
    "the tracking code is given its own": (visit(push("setContentType", "blog-post")), []),
    "nobody knows the call": (visit(push("setColour", "red", queue="_hsp")), []),
    "nothing was pushed": (visit(), ["does-not-apply: the site pushed no call"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(call_on_wrong_queue, case) == lines


def test_it_names_each_line_in_order() -> None:
    calls = (push("identify", queue="_hsp", source="a.js:1"), push("setPath", "/", queue="_hsp", source="b.js:2"))
    findings = run_rule(call_on_wrong_queue, visit(*calls)).findings
    assert [str(finding.cause) for finding in findings] == ["a.js:1", "b.js:2"]
