"""Cases of the rule tracking-code-missing."""

import pytest

from harness.audit.rules.install.tracking_code_missing import tracking_code_missing
from harness.audit.testing import (
    Item,
    choice,
    fault,
    malformed,
    navigation,
    page,
    page_view,
    push,
    run_rule,
    told,
    visit,
)
from harness.audit.visit import Visit

NONE = "error: /menu has no tracking code; HubSpot will record nothing of it"


def bare(url: str, at_s: float, status: int = 200) -> tuple[Item, Item]:
    return navigation(url, "load", at_s=at_s), page(url, loaders=(), takeover=False, status=status, at_s=at_s)


WITH = (navigation("/", "load", at_s=0), page("/", at_s=0), page_view("/", at_s=1))

CASES = {
    "one page lacks it": (visit(*WITH, *bare("/menu", 5)), [NONE]),
    "all pages lack it": (
        visit(*bare("/menu", 5)),
        [NONE],
    ),
    "calls wait in vain": (
        visit(*bare("/menu", 5), push("identify", email="ada@acme.test", at_s=6)),
        [NONE.replace(";", ", although calls wait for it in the queue;")],
    ),
    "it is there": (visit(*WITH), []),
    "a script has put it there and taken its element away": (
        visit(navigation("/", "load", at_s=0), page("/", loaders=(), at_s=0), page_view("/", at_s=1)),
        [],
    ),
    "it was found and the page of an error lacks it": (visit(*WITH, *bare("/gone", 5, status=404)), []),
    "a consent banner holds it back": (
        visit(*bare("/menu", 5), banner="klaro"),
        ["does-not-apply: a consent banner may hold the tracking code back, and nobody has answered it"],
    ),
    "the visitor has agreed and nothing comes": (
        visit(*bare("/menu", 5), choice("accept", at_s=6), banner="klaro"),
        [NONE],
    ),
    "the visitor has declined": (
        visit(*bare("/", 0), choice("decline", at_s=3), *bare("/menu", 5), banner="klaro"),
        [],
    ),
    "the visitor accepted and has taken it back": (
        visit(*WITH, choice("accept", at_s=2), choice("revoke", at_s=3), *bare("/menu", 5), banner="klaro"),
        [],
    ),
    "the browser refuses by itself": (
        visit(
            navigation("/", "load", at_s=0),
            page("/", loaders=(), takeover=False, platforms=("Klaro",), at_s=0),
            journey="gpc",
        ),
        ["does-not-apply: a consent platform holds the tracking code back from a browser that refuses by itself"],
    ),
    "nothing could be read": (visit(), ["does-not-apply: no page could be read"]),
    "something was sent that cannot be read": (
        visit(*bare("/menu", 5), malformed("no portal id")),
        ["undecided: no page has a loader, but requests to HubSpot were seen that led to no hit"],
    ),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(tracking_code_missing, case) == lines


def test_it_blames_the_call_that_waits() -> None:
    case = visit(*bare("/menu", 5), push("identify", source="app.js:3", at_s=6), fault("console", "gone", at_s=7))
    assert [str(finding.cause) for finding in run_rule(tracking_code_missing, case).findings] == ["app.js:3"]
