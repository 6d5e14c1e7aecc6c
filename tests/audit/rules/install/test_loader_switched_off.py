"""Cases of the rule loader-switched-off."""

import pytest

from harness.audit.rules.install.loader_switched_off import loader_switched_off
from harness.audit.testing import choice, navigation, page, page_view, told, visit
from harness.audit.visit import LoaderTag, Visit

SRC = "https://js.hs-scripts.com/4242.js"
LOAD = navigation("/", "load", at_s=0)
OFF = page(
    "/", loaders=(LoaderTag(src="https://js.hs-scripts.com/4242.js", type="text/plain"),), takeover=False, at_s=0
)
LAZY = page("/", loaders=(LoaderTag(src="https://js.hs-scripts.com/4242.js", type="rocketlazyloadscript"),), at_s=0)
NOTHING = "HubSpot will record nothing"

CASES = {
    "the consent platform is gone": (
        visit(LOAD, OFF),
        [f"error: the loader on / has the type 'text/plain', and no consent banner asks for it; {NOTHING}"],
    ),
    "its address is out of the browser's sight": (
        visit(LOAD, page("/", loaders=(LoaderTag(src=SRC, kept_in="data-src"),), takeover=False, at_s=0)),
        [
            "error: the loader on / has its address in data-src and not in src, "
            f"and no consent banner asks for it; {NOTHING}"
        ],
    ),
    "it has neither a type nor an address for browsers": (
        visit(
            LOAD,
            page(
                "/", loaders=(LoaderTag(src=SRC, type="text/plain", kept_in="data-cmplz-src"),), takeover=False, at_s=0
            ),
        ),
        [
            "error: the loader on / has the type 'text/plain' and has its address in data-cmplz-src and not in src, "
            f"and no consent banner asks for it; {NOTHING}"
        ],
    ),
    "the platform does not release it": (
        visit(LOAD, OFF, choice("accept", at_s=3), banner="klaro"),
        [f"error: the loader on / has the type 'text/plain', although the visitor has agreed; {NOTHING}"],
    ),
    "the platform has released a copy of it": (
        visit(LOAD, OFF, choice("accept", at_s=3), page_view("/", at_s=4), banner="klaro"),
        [],
    ),
    "the platform waits for the visitor": (
        visit(LOAD, OFF, banner="klaro"),
        ["does-not-apply: a consent banner was seen, and the visitor has not agreed"],
    ),
    "an optimiser delays it": (visit(LOAD, LAZY), ["does-not-apply: no loader is switched off"]),
    "it runs": (visit(LOAD, page("/", at_s=0)), ["does-not-apply: no loader is switched off"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(loader_switched_off, case) == lines
