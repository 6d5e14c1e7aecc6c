"""Cases of the rule canonical-on-test-host."""

import pytest

from harness.audit.rules.page_views.canonical_on_test_host import canonical_on_test_host
from harness.audit.testing import page_view, told, visit
from harness.audit.visit import Visit

CASES = {
    "the build wrote a developer's machine": (
        visit(
            page_view("/menu", canonical="http://localhost:3000/menu"),
            page_view("/menu", canonical="http://localhost:3000/menu"),
        ),
        [
            "error: the canonical link leads to http://localhost:3000/menu; "
            "HubSpot will record the view of www.acme.test there"
        ],
    ),
    "the link leads to the staging host": (
        visit(page_view("/", canonical="https://staging.acme.test/")),
        [
            "error: the canonical link leads to https://staging.acme.test/; "
            "HubSpot will record the view of www.acme.test there"
        ],
    ),
    "the link leads to another public host": (visit(page_view("/", canonical="https://acme.test/")), []),
    "the page itself is on the staging host": (
        visit(page_view("https://staging.acme.test/", canonical="https://staging.acme.test/")),
        [],
    ),
    "setPath names the page": (
        visit(page_view("/", set_path="/", canonical="http://localhost:3000/")),
        ["does-not-apply: no page view takes its address from a canonical link"],
    ),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(canonical_on_test_host, case) == lines
