"""Cases of the rule hit-blocked-by-policy."""

import pytest

from harness.audit.rules.delivery.hit_blocked_by_policy import hit_blocked_by_policy
from harness.audit.testing import fault, page, told, visit
from harness.audit.visit import Visit

REFUSED = "Loading the image 'https://{}' violates the following Content Security Policy directive: \"img-src 'self'\"."
HIT = fault("csp", REFUSED.format("track.hubspot.com/__ptq.gif?k=1"))

CASES = {
    "images are refused": (
        visit(page("/"), HIT, HIT),
        [
            "error: the Content Security Policy of / forbids track.hubspot.com in img-src; "
            "HubSpot will record none of the 2 hits that the page asked for"
        ],
    ),
    "the harness's own request is refused": (
        visit(page("/"), fault("csp", REFUSED.format("track.hubspot.com/__hstrack/fence?n=3"))),
        [],
    ),
    "an image of somebody else is refused": (visit(page("/"), fault("csp", REFUSED.format("a.test/b.gif"))), []),
    "nothing was seen": (visit(), ["does-not-apply: no page was seen"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(hit_blocked_by_policy, case) == lines
