"""Cases of the rule script-not-delivered."""

import pytest

from harness.audit.rules.delivery.script_not_delivered import script_not_delivered
from harness.audit.testing import fault, moment, page, told, visit
from harness.audit.visit import ScriptLoad, Visit

LOADER = "https://js.hs-scripts.com/4242.js"
REFUSED = (
    f"Loading the script '{LOADER}' violates the following Content Security Policy directive: \"script-src 'self'\"."
)


def script(status: int, url: str = LOADER) -> ScriptLoad:
    return ScriptLoad(url=url, status=status, at=moment(1))


CASES = {
    "the portal is not there": (
        visit(page("/", at_s=0), scripts=(script(404), script(0))),
        [
            "error: js.hs-scripts.com/4242.js was answered with status 404; "
            "HubSpot will record nothing of what that script does"
        ],
    ),
    "it came later": (visit(page("/", at_s=0), scripts=(script(404), script(200))), []),
    "the network may be to blame": (
        visit(page("/", at_s=0), scripts=(script(0),)),
        ["undecided: js.hs-scripts.com/4242.js was not answered; it may be the network of this machine"],
    ),
    "a policy is to blame, which is for another rule": (
        visit(page("/", at_s=0), fault("csp", REFUSED), scripts=(script(0),)),
        [],
    ),
    "the address names no portal, which is for another rule": (
        visit(page("/", at_s=0), scripts=(script(404, "https://js.hs-scripts.com/null.js"),)),
        [],
    ),
    "nothing was asked for": (visit(page("/")), ["does-not-apply: no script of HubSpot's was asked for"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(script_not_delivered, case) == lines
