"""Cases of the rule tracking-before-choice."""

import pytest

from harness.audit.rules.consent.tracking_before_choice import tracking_before_choice
from harness.audit.testing import choice, consent_decision, page_view, run_rule, visit
from harness.audit.visit import Visit
from harness.wire.hits import Consent, ConsentCategories

ASKED = Consent(given=False, policy=1, categories=ConsentCategories.NONE)
REFUSED = Consent(given=False, categories=ConsentCategories.NECESSARY)
INFORMED = Consent(policy=0)

FIRES = {
    "another platform's banner holds nothing back": (
        visit(page_view("/"), page_view("/menu"), choice("accept", at_s=2.5), page_view("/late"), banner="klaro"),
        "error",
        "2 hits left as if the visitor had agreed while the klaro banner was asking, the first 2.5 s before the choice",
    ),
    "the visitor never chooses": (
        visit(page_view("/"), banner="klaro"),
        "error",
        "1 hit left as if the visitor had agreed while the klaro banner was asking; the visitor never chose",
    ),
    "hits leave without cookies": (
        visit(page_view("/", consent=ASKED), page_view("/menu", consent=REFUSED), banner="hubspot"),
        "warning",
        "2 hits left without cookies while the hubspot banner was asking; the visitor never chose",
    ),
}

QUIET = {
    "the tracking code waits for the choice": visit(
        choice("accept", at_s=1.0), page_view("/", at_s=1.2), banner="klaro"
    ),
    "nothing is sent at all": visit(banner="klaro"),
    "only the decision itself is reported": visit(
        consent_decision("declined"), choice("decline", at_s=0.5), banner="hubspot"
    ),
}

BESIDE_THE_POINT = {
    "no banner is shown": visit(page_view("/")),
    "the banner informs and does not ask": visit(page_view("/", consent=INFORMED), banner="hubspot"),
}


@pytest.mark.parametrize(("case", "severity", "told"), FIRES.values(), ids=FIRES)
def test_it_fires_when(case: Visit, severity: str, told: str) -> None:
    (finding,) = run_rule(tracking_before_choice, case).findings
    assert (finding.severity, finding.message) == (severity, told)


@pytest.mark.parametrize(
    ("banner", "names_another"),
    [pytest.param("hubspot", True, id="its own"), pytest.param("klaro", False, id="a platform's")],
)
def test_hubspots_own_banner_cannot_hold_the_loader_back_that_brings_it(banner: str, names_another: bool) -> None:
    case = visit(page_view("/", consent=ASKED), banner=banner)
    (finding,) = run_rule(tracking_before_choice, case).findings
    assert ("switch HubSpot's banner off" in finding.fix) == names_another


@pytest.mark.parametrize("case", QUIET.values(), ids=QUIET)
def test_it_is_quiet_when(case: Visit) -> None:
    assert run_rule(tracking_before_choice, case).outcome == "clean"


@pytest.mark.parametrize("case", BESIDE_THE_POINT.values(), ids=BESIDE_THE_POINT)
def test_it_does_not_apply_when(case: Visit) -> None:
    assert run_rule(tracking_before_choice, case).outcome == "does-not-apply"
