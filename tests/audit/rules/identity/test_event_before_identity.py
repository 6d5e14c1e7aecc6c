"""Cases of the rule event-before-identity."""

import pytest

from harness.audit.rules.identity.event_before_identity import event_before_identity
from harness.audit.testing import event, legacy_event, page_view, push, run_rule, sent, visit
from harness.audit.visit import Visit

ADA = push("identify", email="ada@acme.test", at_s=1.002, source="app.js:12")

FIRES = {
    "the identity follows the event": (
        visit(page_view("/", at_s=0), event("pe4242_signed_in", at_s=1), ADA),
        "event pe4242_signed_in on / left 0.002 s before identify, and without the identity",
    ),
    "the identity follows a legacy event": (
        visit(legacy_event("7", at_s=1), ADA),
        "legacy event 7 on / left 0.002 s before identify, and without the identity",
    ),
}

QUIET = {
    "the event carries the identity": visit(
        push("identify", email="ada@acme.test", at_s=0), sent(event("pe4242_signed_in"), email="ada@acme.test", at_s=1)
    ),
    "the visitor signs in later": visit(event("pe4242_looked_around", at_s=0), ADA),
    "the visitor was known, and is told again": visit(
        sent(event("pe4242_signed_in"), email="ada@acme.test", at_s=1), ADA
    ),
    "only a page view was anonymous": visit(page_view("/", at_s=1), ADA),
    "the event comes from the page after": visit(ADA, event("pe4242_signed_in", at_s=1.5)),
}


@pytest.mark.parametrize(("case", "told"), FIRES.values(), ids=FIRES)
def test_it_fires_when(case: Visit, told: str) -> None:
    found = run_rule(event_before_identity, case).findings
    assert [(finding.message, str(finding.cause)) for finding in found] == [(told, "app.js:12")]


@pytest.mark.parametrize("case", QUIET.values(), ids=QUIET)
def test_it_is_quiet_when(case: Visit) -> None:
    assert run_rule(event_before_identity, case).outcome == "clean"


def test_it_does_not_apply_when_nobody_is_identified() -> None:
    assert run_rule(event_before_identity, visit(event("pe4242_signed_in"))).outcome == "does-not-apply"


def test_how_long_before_counts_can_be_said() -> None:
    case = visit(event("pe4242_looked_around", at_s=0), ADA)
    assert run_rule(event_before_identity, case, within_s=2.0).outcome == "finding"
