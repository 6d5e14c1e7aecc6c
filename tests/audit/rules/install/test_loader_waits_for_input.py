"""Cases of the rule loader-waits-for-input."""

from dataclasses import replace

import pytest

from harness.audit.rules.install.loader_waits_for_input import loader_waits_for_input
from harness.audit.testing import navigation, page, told, visit
from harness.audit.visit import LoaderTag, Visit

LAZY = (LoaderTag(src="https://js.hs-scripts.com/4242.js", type="rocketlazyloadscript"),)

CASES = {
    "an optimiser delays it": (
        visit(navigation("/", "load", at_s=0), page("/", loaders=LAZY, at_s=0)),
        [
            "error: the loader on / waits as 'rocketlazyloadscript' for the visitor's first movement; "
            "HubSpot will record no visitor who leaves before"
        ],
    ),
    "an optimiser keeps its address as well": (
        visit(
            navigation("/", "load", at_s=0),
            page("/", loaders=(replace(LAZY[0], type="litespeed/javascript", kept_in="data-src"),), at_s=0),
        ),
        [
            "error: the loader on / waits as 'litespeed/javascript' for the visitor's first movement; "
            "HubSpot will record no visitor who leaves before"
        ],
    ),
    "it runs at once": (visit(navigation("/", "load", at_s=0), page("/", at_s=0)), []),
    "there is none": (visit(page("/", loaders=())), ["does-not-apply: no page has a loader"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(loader_waits_for_input, case) == lines
