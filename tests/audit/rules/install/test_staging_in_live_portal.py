"""Cases of the rule staging-in-live-portal."""

import pytest

from harness.audit.rules.install.staging_in_live_portal import staging_in_live_portal
from harness.audit.testing import page_view, told, visit
from harness.audit.visit import Visit

STAGING = page_view("https://staging.acme.test/")
SWELL = "HubSpot will record testers and builds as visitors"

CASES = {
    "both sites are seen": (
        visit(page_view("/"), STAGING, STAGING),
        [f"warning: 2 page views of staging.acme.test went to portal 4242, that of www.acme.test; {SWELL}"],
    ),
    "the canonical link leads to the live site": (
        visit(page_view("https://staging.acme.test/", canonical="https://www.acme.test/")),
        [f"warning: 1 page view of staging.acme.test went to portal 4242, that of www.acme.test; {SWELL}"],
    ),
    "staging has a portal of its own": (
        visit(page_view("/"), page_view("https://staging.acme.test/", portal_id=7)),
        ["undecided: staging.acme.test reports to portal 7; whether that is the live site's is not known"],
    ),
    "only the live site is seen": (visit(page_view("/")), []),
    "nothing was sent": (visit(), ["does-not-apply: no page view was sent"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(staging_in_live_portal, case) == lines


@pytest.mark.parametrize(
    ("live", "lines"),
    [
        (("4242",), [f"warning: 1 page view of staging.acme.test went to portal 4242, that of the live site; {SWELL}"]),
        (("7",), []),
    ],
)
def test_the_live_portal_can_be_named(live: tuple[str, ...], lines: list[str]) -> None:
    assert told(staging_in_live_portal, visit(STAGING), live=live) == lines
