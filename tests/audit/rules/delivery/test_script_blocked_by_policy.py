"""Cases of the rule script-blocked-by-policy."""

import pytest

from harness.audit.rules.delivery.script_blocked_by_policy import script_blocked_by_policy
from harness.audit.testing import fault, page, run_rule, told, visit
from harness.audit.visit import Visit

SCRIPT = (
    "Loading the script '{}' violates the following Content Security Policy directive: \"script-src 'self'\". "
    "Note that 'script-src-elem' was not explicitly set, so 'script-src' is used as a fallback."
)
FIREFOX = (
    "The page’s settings blocked a script (script-src-elem) at {} from being executed because it violates the "
    "following directive: “script-src 'self'”"
)
LOADER = "https://js.hs-scripts.com/4242.js"
BANNER = "https://js.hs-banner.com/v2/4242/banner.js"
FORBIDDEN = "error: the Content Security Policy of / forbids {} in script-src; HubSpot will record {}"

CASES = {
    "Chromium refuses the loader": (
        visit(page("/"), fault("csp", SCRIPT.format(LOADER)), fault("csp", SCRIPT.format(LOADER))),
        [FORBIDDEN.format("js.hs-scripts.com", "nothing of the page")],
    ),
    "Firefox refuses the loader": (
        visit(page("/"), fault("exception", FIREFOX.format(LOADER))),
        [FORBIDDEN.format("js.hs-scripts.com", "nothing of the page")],
    ),
    "the banner is refused": (
        visit(page("/"), fault("csp", SCRIPT.format(BANNER))),
        [
            FORBIDDEN.format(
                "js.hs-banner.com", "every visitor without cookies, for nobody answers for the consent banner"
            )
        ],
    ),
    "another script is refused": (
        visit(page("/"), fault("csp", SCRIPT.format("https://js.hsforms.net/forms/v2.js"))),
        [FORBIDDEN.format("js.hsforms.net", "nothing of what that script does")],
    ),
    "a policy only reports": (
        visit(page("/"), fault("csp", "[Report Only] " + SCRIPT.format(LOADER))),
        [],
    ),
    "a script of somebody else is refused": (visit(page("/"), fault("csp", SCRIPT.format("https://a.test/b.js"))), []),
    "the report names no address": (visit(page("/"), fault("csp", "Content Security Policy: no")), []),
    "a page writes of policies": (visit(page("/"), fault("dialog", SCRIPT.format(LOADER))), []),
    "nothing was seen": (visit(), ["does-not-apply: no page was seen"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(script_blocked_by_policy, case) == lines


def test_its_fix_names_the_host() -> None:
    case = visit(fault("csp", SCRIPT.format(LOADER)))
    (finding,) = run_rule(script_blocked_by_policy, case).findings
    assert (finding.fix, finding.page) == ("Allow https://js.hs-scripts.com in script-src.", "https://www.acme.test/")
