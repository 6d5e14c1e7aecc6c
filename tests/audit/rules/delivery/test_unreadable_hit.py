"""Cases of the rule unreadable-hit."""

import pytest

from harness.audit.rules.delivery.unreadable_hit import unreadable_hit
from harness.audit.testing import malformed, page_view, told, visit
from harness.audit.visit import Visit

CASES = {
    "a pixel was made by hand": (
        visit(page_view("/"), malformed("a is no number: 'PORTAL_ID'"), malformed("a is no number: 'PORTAL_ID'")),
        [
            "warning: 2 requests to /__ptq.gif cannot be read (a is no number: 'PORTAL_ID'); "
            "HubSpot will record nothing of it"
        ],
    ),
    "everything can be read": (visit(page_view("/")), []),
    "nothing was sent": (visit(), ["does-not-apply: nothing was sent to HubSpot"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(unreadable_hit, case) == lines
