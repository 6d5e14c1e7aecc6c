"""Cases of the rule form-blocked-by-policy."""

import pytest

from harness.audit.rules.delivery.form_blocked_by_policy import form_blocked_by_policy
from harness.audit.testing import fault, page, told, visit
from harness.audit.visit import Visit

REFUSED = (
    "Connecting to 'https://{}' violates the following Content Security Policy directive: \"connect-src 'self'\". "
    "The action has been blocked."
)
FORM = fault("csp", REFUSED.format("api.hsforms.com/submissions/v3/integration/submit/4242/f"))

CASES = {
    "the submission is refused": (
        visit(page("/"), FORM),
        [
            "error: the Content Security Policy of / forbids api.hsforms.com in connect-src; "
            "HubSpot will record no submission of the form"
        ],
    ),
    "a request to somebody else is refused": (visit(page("/"), fault("csp", REFUSED.format("a.test/b"))), []),
    "nothing was seen": (visit(), ["does-not-apply: no page was seen"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(form_blocked_by_policy, case) == lines
