"""Cases of the rule several-portals."""

import pytest

from harness.audit.rules.install.several_portals import several_portals
from harness.audit.testing import navigation, page, page_view, told, visit
from harness.audit.visit import LoaderTag, Visit

OWN = LoaderTag(src="https://js.hs-scripts.com/4242.js", element_id="hs-script-loader")
OTHER = LoaderTag(src="https://js.hs-scripts.com/7.js")
LOAD = navigation("/", "load", at_s=0)

CASES = {
    "two loaders stand in the page": (
        visit(LOAD, page("/", loaders=(OWN, OTHER), at_s=0), page_view("/", at_s=1)),
        ["error: https://www.acme.test/ belongs to the portals 4242 and 7; HubSpot will record its visitors in 4242"],
    ),
    "hits go to two portals": (
        visit(LOAD, page("/", at_s=0), page_view("/", at_s=1), page_view("/", at_s=2, portal_id=7)),
        [
            "error: https://www.acme.test/ belongs to the portals 4242 and 7; "
            "HubSpot will record its visitors in 7 and 4242"
        ],
    ),
    "nothing was sent": (
        visit(LOAD, page("/", loaders=(OWN, OTHER), at_s=0)),
        [
            "error: https://www.acme.test/ belongs to the portals 4242 and 7; "
            "HubSpot will record its visitors in none of them"
        ],
    ),
    "there is one": (visit(LOAD, page("/", at_s=0), page_view("/", at_s=1)), []),
    "there is none": (visit(LOAD, page("/", loaders=(), at_s=0)), ["does-not-apply: no page has a loader"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(several_portals, case) == lines
