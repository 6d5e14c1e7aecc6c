"""Cases of the rule loader-in-worker."""

import pytest

from harness.audit.rules.install.loader_in_worker import loader_in_worker
from harness.audit.testing import navigation, page, page_view, told, visit
from harness.audit.visit import LoaderTag, Visit

LOAD = navigation("/", "load", at_s=0)
TYPED = page("/", loaders=(LoaderTag(src="https://js.hs-scripts.com/4242.js", type="text/partytown"),), at_s=0)

CASES = {
    "nothing comes of it": (
        visit(LOAD, TYPED),
        ["error: the loader on / is meant for a worker, and no hit came of it; HubSpot will record nothing"],
    ),
    "the worker imitates a document": (visit(LOAD, TYPED, page_view("/", at_s=1)), []),
    "the loader is the page's": (visit(LOAD, page("/", at_s=0)), ["does-not-apply: no loader is meant for a worker"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(loader_in_worker, case) == lines
