"""Cases of the rule tracking-code-started-twice."""

import pytest

from harness.audit.rules.install.tracking_code_started_twice import tracking_code_started_twice
from harness.audit.testing import navigation, page_view, push, run_rule, told, visit
from harness.audit.visit import Visit

OWN = push("trackPageView", source="https://js.hs-analytics.net/analytics/1/4242.js:7")
LOAD = navigation("/", "load")

CASES = {
    "two copies stand in the page": (
        visit(LOAD, OWN, OWN, page_view("/"), page_view("/")),
        ["error: the tracking code was started 2 times on /; HubSpot will record 2 page views"],
    ),
    "each route brings another copy": (
        visit(LOAD, OWN, page_view("/"), navigation("/menu"), OWN, page_view("/menu")),
        [
            "error: the tracking code was started 2 times on /, with 1 change of route between; "
            "HubSpot will record 2 page views"
        ],
    ),
    "each document has its own": (visit(LOAD, OWN, page_view("/"), navigation("/menu", "load"), OWN), []),
    "the site counts a route": (visit(LOAD, OWN, navigation("/menu"), push("trackPageView", source="app.js:1")), []),
    "nothing started": (visit(LOAD), ["does-not-apply: the tracking code started nowhere"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(tracking_code_started_twice, case) == lines


def test_it_points_at_the_second_start() -> None:
    (finding,) = run_rule(tracking_code_started_twice, visit(LOAD, OWN, OWN)).findings
    assert (finding.evidence, str(finding.cause)) == ("trackPageView pushed on _hsq", "4242.js:7")
