"""Cases of the rule placeholder-email."""

import pytest

from harness.audit.rules.identity.placeholder_email import placeholder_email
from harness.audit.testing import page_view, push, run_rule, visit
from harness.audit.visit import Visit

FIRES = {
    "an unknown visitor is called anonymous": visit(page_view("/", email="anonymous@acme.test")),
    "the address is the one of a manual": visit(page_view("/", email="user@example.com")),
    "nobody can answer to the address": visit(page_view("/", email="No-Reply@acme.test")),
    "a stock domain stands in": visit(page_view("/", email="test@test.com")),
    "a missing value became text": visit(page_view("/", email="undefined@acme.test")),
    "the placeholder is pushed but not sent": visit(page_view("/"), push("identify", email="unknown@acme.test")),
    "the placeholder is sent on every page": visit(
        page_view("/", email="guest@acme.test"), page_view("/pricing", email="guest@acme.test")
    ),
}

QUIET = {
    "Ada is identified by her own address": visit(page_view("/", email="ada@acme.test")),
    "a name only contains a placeholder": visit(page_view("/", email="testa.guestini@acme.test")),
    "the value is no address": visit(page_view("/", email="anonymous")),
}

BESIDE_THE_POINT = {
    "nobody is identified": visit(page_view("/")),
    "identify names no address": visit(
        page_view("/"), push("identify", id=7), push("identify"), push("identify", "ada"), push("identify", email=7)
    ),
}

UNSURE = {
    "somebody tests the site with an account of its own": visit(page_view("/", email="test@acme.test")),
    "a person has a reserved domain": visit(page_view("/", email="ada@example.com")),
}


@pytest.mark.parametrize("case", FIRES.values(), ids=FIRES)
def test_it_fires_once_when(case: Visit) -> None:
    assert len(run_rule(placeholder_email, case).findings) == 1


@pytest.mark.parametrize("case", QUIET.values(), ids=QUIET)
def test_it_is_quiet_when(case: Visit) -> None:
    assert run_rule(placeholder_email, case).outcome == "clean"


@pytest.mark.parametrize("case", BESIDE_THE_POINT.values(), ids=BESIDE_THE_POINT)
def test_it_does_not_apply_when(case: Visit) -> None:
    assert run_rule(placeholder_email, case).outcome == "does-not-apply"


@pytest.mark.parametrize("case", UNSURE.values(), ids=UNSURE)
def test_it_is_undecided_when(case: Visit) -> None:
    assert run_rule(placeholder_email, case).outcome == "undecided"


def test_it_tells_the_address_the_hit_and_the_line() -> None:
    case = visit(
        push("identify", email="anonymous@acme.test", source="visitor.js:6"),
        page_view("/", email="anonymous@acme.test"),
    )
    (finding,) = run_rule(placeholder_email, case).findings
    assert (finding.message, finding.evidence, str(finding.cause)) == (
        "'anonymous@acme.test' is given as the visitor's e-mail address",
        "page view of /",
        "visitor.js:6",
    )
