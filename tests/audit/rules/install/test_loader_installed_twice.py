"""Cases of the rule loader-installed-twice."""

import pytest

from harness.audit.rules.install.loader_installed_twice import loader_installed_twice
from harness.audit.testing import moment, navigation, page, told, visit
from harness.audit.visit import LoaderTag, ScriptLoad, Visit

DOCUMENTED = LoaderTag(src="https://js.hs-scripts.com/4242.js", element_id="hs-script-loader")
NAMELESS = LoaderTag(src="https://js.hs-scripts.com/4242.js")
REGIONAL = LoaderTag(src="https://js-eu1.hs-scripts.com/4242.js", element_id="hs-script-loader")
ANALYTICS = LoaderTag(src="https://js.hs-analytics.net/analytics/1/4242.js", element_id="hs-analytics")
TWICE = (
    "warning: /menu has the loader of portal 4242 2 times; HubSpot will record its visitors once or twice, by chance"
)

ROUTES = (
    navigation("/", "load", at_s=0),
    page("/", at_s=0),
    navigation("/menu", at_s=1),
    navigation("/about", at_s=2),
)


def loaded(*times: float) -> tuple[ScriptLoad, ...]:
    return tuple(ScriptLoad(url=NAMELESS.src, portal_id=4242, at=moment(at_s)) for at_s in times)


CASES = {
    "template and tag manager have it": (visit(page("/menu", loaders=(DOCUMENTED, DOCUMENTED))), [TWICE]),
    "both lack the id": (visit(page("/menu", loaders=(NAMELESS, NAMELESS))), [TWICE]),
    "one is of another region": (visit(page("/menu", loaders=(DOCUMENTED, REGIONAL))), [TWICE]),
    "every page is the same": (
        visit(page("/menu", loaders=(DOCUMENTED, DOCUMENTED)), page("/book", loaders=(DOCUMENTED, DOCUMENTED))),
        [TWICE],
    ),
    "there is one, and what it loads": (visit(page("/", loaders=(DOCUMENTED, ANALYTICS))), []),
    "every route brings it once more": (
        visit(*ROUTES, scripts=loaded(0.2, 1.2, 2.2)),
        [
            "warning: 2 changes of route asked for the loader once more; "
            "HubSpot will record a route once or twice, by chance"
        ],
    ),
    "the tracking code came late, and has added its own behind a route": (
        visit(*ROUTES, scripts=loaded(0.2, 1.2)),
        [],
    ),
    "the next page is a load of its own": (
        visit(*ROUTES, navigation("/book", "load", at_s=3), page("/book", at_s=3), scripts=loaded(1.2, 3.2)),
        [],
    ),
    "the tracking code has added its own": (visit(page("/", loaders=(NAMELESS, DOCUMENTED))), []),
    "there are two portals": (
        visit(page("/", loaders=(DOCUMENTED, LoaderTag(src="https://js.hs-scripts.com/7.js")))),
        [],
    ),
    "the second one does not run": (
        visit(page("/", loaders=(DOCUMENTED, LoaderTag(src=NAMELESS.src, type="text/plain")))),
        [],
    ),
    "there is none": (visit(page("/", loaders=())), ["does-not-apply: no page has a loader"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(loader_installed_twice, case) == lines
