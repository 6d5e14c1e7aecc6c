"""Cases of the rule old-tracking-script."""

import pytest

from harness.audit.rules.install.old_tracking_script import old_tracking_script
from harness.audit.testing import START, page, told, visit
from harness.audit.visit import LoaderTag, Visit

NOW = int(START.timestamp() * 1000)


def script(milliseconds: int) -> tuple[LoaderTag]:
    return (LoaderTag(src=f"https://js.hs-analytics.net/analytics/{milliseconds}/4242.js", element_id="hs-analytics"),)


CASES = {
    "it was pasted years ago": (
        visit(page("/", loaders=script(1500000000000)), page("/menu", loaders=script(1500000000000))),
        [
            "warning: / loads js.hs-analytics.net/analytics/1500000000000/4242.js, an address of 14 July 2017; "
            "HubSpot will run its tracking code without what the loader brings"
        ],
    ),
    "the loader has asked for it": (visit(page("/", loaders=script(NOW + 60_000))), []),
    "the address holds no time": (visit(page("/", loaders=script(10**15))), []),
    "there is none": (visit(page("/")), ["does-not-apply: no analytics script was loaded"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(old_tracking_script, case) == lines
