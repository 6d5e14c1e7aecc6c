"""Cases of the rule form-without-visitor."""

import pytest

from harness.audit.rules.forms.form_without_visitor import form_without_visitor
from harness.audit.testing import page_view, run_rule, sent, visit
from harness.audit.visit import Visit
from harness.wire.cookies import Hstc
from harness.wire.hits import Consent, FormSubmission, PageView

ADA = "a" * 32
GRACE = "b" * 32
HSTC = Hstc.parse(f"1.{ADA}.1.1.1.1")


def submission(hutk: str) -> FormSubmission:
    return sent(FormSubmission(form_id="f1"), on="/guide", usertoken=hutk)


def viewed(usertoken: str = ADA) -> PageView:
    return page_view("/guide", usertoken=usertoken, hstc=HSTC)


def viewed_without_consent() -> PageView:
    return page_view("/guide", usertoken=ADA, consent=Consent(given=False))


FIRES = {
    "hutk is left out": (
        visit(viewed(), submission("")),
        "form f1 was submitted without hutk, although the visitor has a usertoken",
    ),
    "hutk is another visitor's": (
        visit(viewed(), submission(GRACE)),
        f"form f1 was submitted with hutk '{GRACE}', not this visitor's",
    ),
    "hutk is another visitor's, without consent": (
        visit(viewed_without_consent(), submission(GRACE)),
        f"form f1 was submitted with hutk '{GRACE}', not this visitor's",
    ),
}

QUIET = {
    "hutk is the visitor's": visit(viewed(), submission(ADA)),
    "hutk is the one before the visitor was reset": visit(viewed(), viewed(GRACE), submission(ADA)),
    "there is no hutk without consent": visit(viewed_without_consent(), submission("")),
    "consent comes after the form": visit(viewed_without_consent(), submission(""), viewed()),
}

UNSURE = {
    "no hit tells who the visitor is": (
        visit(submission(ADA)),
        "form f1 was submitted with a usertoken, but no hit tells whether it is the visitor's own",
    ),
}


@pytest.mark.parametrize(("case", "told"), FIRES.values(), ids=FIRES)
def test_it_fires_when(case: Visit, told: str) -> None:
    found = run_rule(form_without_visitor, case).findings
    assert [(finding.message, finding.page) for finding in found] == [(told, "https://www.acme.test/guide")]


@pytest.mark.parametrize("case", QUIET.values(), ids=QUIET)
def test_it_is_quiet_when(case: Visit) -> None:
    assert run_rule(form_without_visitor, case).outcome == "clean"


@pytest.mark.parametrize(("case", "reason"), UNSURE.values(), ids=UNSURE)
def test_it_is_undecided_when(case: Visit, reason: str) -> None:
    assert run_rule(form_without_visitor, case).undecided == (reason,)


def test_it_does_not_apply_when_no_form_was_submitted() -> None:
    assert run_rule(form_without_visitor, visit(viewed())).outcome == "does-not-apply"
