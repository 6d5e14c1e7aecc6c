"""Cases of the rule loader-without-portal."""

import pytest

from harness.audit.rules.install.loader_without_portal import loader_without_portal
from harness.audit.testing import page, told, visit
from harness.audit.visit import LoaderTag, Visit


def loader(name: str) -> tuple[LoaderTag]:
    return (LoaderTag(src=f"https://js.hs-scripts.com/{name}.js", element_id="hs-script-loader"),)


CASES = {
    "a variable was empty": (
        visit(page("/", loaders=loader("undefined")), page("/menu", loaders=loader("undefined"))),
        [
            "error: the loader on / is js.hs-scripts.com/undefined.js, which names no portal; "
            "HubSpot will record nothing"
        ],
    ),
    "the id is there": (visit(page("/", loaders=loader("4242"))), []),
    "there is no loader": (visit(page("/", loaders=())), ["does-not-apply: no page has a loader that runs"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(loader_without_portal, case) == lines
