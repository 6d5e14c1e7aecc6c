"""Cases of the rule loader-without-id."""

import pytest

from harness.audit.rules.install.loader_without_id import loader_without_id
from harness.audit.testing import page, told, visit
from harness.audit.visit import LoaderTag, Visit

DOCUMENTED = LoaderTag(src="https://js.hs-scripts.com/4242.js", element_id="hs-script-loader")
REGIONAL = LoaderTag(src="https://js-na1.hs-scripts.com/4242.js", element_id="hs-script-loader")
NAMELESS = LoaderTag(src="https://js.hs-scripts.com/4242.js", element_id="hubspot")

CASES = {
    "the tracking code has added its own": (
        visit(page("/", loaders=(NAMELESS, REGIONAL)), page("/menu", loaders=(NAMELESS, REGIONAL))),
        [
            "warning: the loader js.hs-scripts.com/4242.js on / has no id hs-script-loader, and "
            "js-na1.hs-scripts.com/4242.js stands beside it; HubSpot will load the tracking code a second time"
        ],
    ),
    "the element has the id": (visit(page("/", loaders=(DOCUMENTED,))), []),
    "what was added is the same file": (visit(page("/", loaders=(NAMELESS, DOCUMENTED))), []),
    "the other one is of another portal": (
        visit(page("/", loaders=(LoaderTag(src="https://js.hs-scripts.com/7.js"), DOCUMENTED))),
        [],
    ),
    "nothing was added": (visit(page("/", loaders=(NAMELESS,))), []),
    "no loader runs": (
        visit(page("/", loaders=(LoaderTag(src=NAMELESS.src, type="text/plain"),))),
        ["does-not-apply: no page has a loader that runs"],
    ),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(loader_without_id, case) == lines
