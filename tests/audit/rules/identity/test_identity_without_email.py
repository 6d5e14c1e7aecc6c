"""Cases of the rule identity-without-email."""

import pytest

from harness.audit.rules.identity.identity_without_email import identity_without_email
from harness.audit.testing import legacy_event, page_view, push, run_rule, sent, visit
from harness.audit.visit import Visit
from harness.wire.hits import FormSubmission
from tests.audit.rules.saying import said

CASES = {
    "Ada is known by an id alone": (
        visit(page_view("/", identity={"id": "7"})),
        "the identity holds id and no e-mail address; HubSpot will record an anonymous visitor and no contact",
    ),
    "only her name is given": (
        visit(page_view("/", identity={"firstname": "Ada", "visitor": "1" * 32})),
        "the identity holds firstname, visitor and no e-mail address; "
        "HubSpot will record an anonymous visitor and no contact",
    ),
    "the identity is empty": (
        visit(page_view("/", identity={})),
        "the identity holds nothing and no e-mail address; HubSpot will record an anonymous visitor and no contact",
    ),
    "her address follows later": (
        visit(page_view("/", identity={"id": "7"}), page_view("/in", identity={"id": "7", "email": "ada@acme.test"})),
        "clean",
    ),
    "she submits a form": (
        visit(page_view("/", identity={"id": "7"}), sent(FormSubmission())),
        "clean",
    ),
    "a text was taken apart": (visit(page_view("/", identity={"0": "a", "1": "d"})), "does-not-apply"),
    "the tracking code alone tells who she was": (
        visit(page_view("/", identity={"visitor": "1" * 32})),
        "does-not-apply",
    ),
    "nobody is identified": (visit(page_view("/"), legacy_event("Bought")), "does-not-apply"),
}


def test_it_points_at_the_line_that_gave_the_id() -> None:
    case = visit(push("identify", id=7, source="app.js:3"), page_view("/", identity={"id": "7"}))
    (finding,) = run_rule(identity_without_email, case).findings
    assert str(finding.cause) == "app.js:3"


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(identity_without_email, case) == [told]
