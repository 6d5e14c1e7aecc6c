"""Cases of the rule shared-visitor."""

import pytest

from harness.audit.rules.identity.shared_visitor import shared_visitor
from harness.audit.testing import page_view, push, run_rule, visit
from harness.audit.visit import Visit
from tests.audit.rules.saying import said

OTHER = "1" * 32

CASES = {
    "Grace logs in after Ada": (
        visit(
            page_view("/", email="ada@acme.test"),
            page_view("/in", email="grace@acme.test"),
            page_view("/out", email="grace@acme.test"),
        ),
        "'grace@acme.test' is identified with the usertoken of 'ada@acme.test'; "
        "HubSpot will record the visits of both as those of one visitor",
    ),
    "the visitor is reset between": (
        visit(page_view("/", email="ada@acme.test"), page_view("/in", email="grace@acme.test", usertoken=OTHER)),
        "clean",
    ),
    "only the case differs": (
        visit(page_view("/", email="Ada@acme.test"), page_view("/in", email="ada@acme.test ")),
        "clean",
    ),
    "the first address was a placeholder": (
        visit(page_view("/", email="anonymous@acme.test"), page_view("/in", email="ada@acme.test")),
        "clean",
    ),
    "nobody has an address": (visit(page_view("/", email="ada")), "does-not-apply"),
}


def test_it_points_at_the_line_that_gave_the_second_address() -> None:
    case = visit(
        page_view("/", email="ada@acme.test"),
        push("identify", email="grace@acme.test", source="login.js:9"),
        page_view("/in", email="grace@acme.test"),
    )
    (finding,) = run_rule(shared_visitor, case).findings
    assert (finding.evidence, str(finding.cause)) == ("page view of /in", "login.js:9")


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(shared_visitor, case) == [told]
