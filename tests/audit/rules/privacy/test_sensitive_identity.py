"""Cases of the rule sensitive-identity."""

import pytest

from harness.audit.rules.privacy.sensitive_identity import sensitive_identity
from harness.audit.testing import page_view, push, run_rule, told, visit
from harness.audit.visit import Visit

USER = {"email": "ada@acme.test", "password": "hunter2hunter2", "auth_token": "9f2c"}
LEAK = "error: identify was given {}; HubSpot will record it as a property of the contact"

CASES = {
    "the whole user is handed over": (
        visit(page_view("/", identity=USER), page_view("/menu", identity=USER)),
        [LEAK.format("password"), LEAK.format("auth_token")],
    ),
    "only what is needed is": (visit(page_view("/", identity={"email": "ada@acme.test", "id": "7"})), []),
    "the property is empty": (visit(page_view("/", identity={"password": ""})), []),
    "nobody is identified": (visit(page_view("/")), ["does-not-apply: no identity was sent"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(sensitive_identity, case) == lines


def test_it_blames_the_line_that_gave_the_property() -> None:
    case = visit(push("identify", password="x", source="app.js:3"), page_view("/", identity={"password": "x"}))
    assert [str(finding.cause) for finding in run_rule(sensitive_identity, case).findings] == ["app.js:3"]
