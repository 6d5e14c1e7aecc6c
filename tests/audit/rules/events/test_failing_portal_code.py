"""Cases of the rule failing-portal-code."""

import pytest

from harness.audit.rules.events.failing_call import failing_call
from harness.audit.rules.events.failing_portal_code import failing_portal_code
from harness.audit.testing import page_view, push, sent, visit
from harness.audit.visit import PortalFacts, Visit
from harness.wire.hits import ScriptError
from tests.audit.rules.saying import said

OWN = (PortalFacts(portal_id=4242, custom_code=True),)
PLAIN = (PortalFacts(portal_id=4242),)
TRACKER = "https://js.hs-analytics.net/analytics/1/4242.js"


def failed(*places: str, message: str = "TypeError: button is null") -> ScriptError:
    stack = "\n".join(f"    at f ({place}:3:5)" for place in places)
    return sent(ScriptError(error="TypeError", message=message, stack=f"TypeError\n{stack}"))


IN_TRACKER = failed(TRACKER, TRACKER)
IN_SITE = failed("https://www.acme.test/app.js", TRACKER)
WAITING = push("addIdentityListener", {"$function": ""}, before_takeover=True)
THROWS = (
    "the portal's own code throws 'TypeError: button is null'; "
    "HubSpot will record the visit, but nothing that this code was to add"
)
REPORTED = "the tracking code reported 'TypeError: button is null'; HubSpot will record nothing of the call that failed"

CASES = {
    "the portal's code throws on each page": (visit(IN_TRACKER, IN_TRACKER, portals=OWN), THROWS, "clean"),
    "beside harmless calls": (
        visit(push("setPath", "/", before_takeover=True), IN_TRACKER, portals=OWN),
        THROWS,
        "clean",
    ),
    "a listener of the site waits as well": (
        visit(WAITING, IN_TRACKER, IN_TRACKER, portals=OWN),
        "'TypeError: button is null' may come from the portal's code or from a call of the site",
        REPORTED,
    ),
    "the site's code throws": (visit(IN_SITE, portals=OWN), "clean", REPORTED),
    "nobody knows where": (visit(failed(), portals=OWN), "clean", REPORTED),
    "the portal has no code": (visit(IN_TRACKER, portals=PLAIN), "does-not-apply", REPORTED),
    "nothing throws": (visit(page_view("/"), portals=OWN), "clean", "clean"),
}


@pytest.mark.parametrize(("case", "told", "of_calls"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str, of_calls: str) -> None:
    assert (said(failing_portal_code, case), said(failing_call, case)) == ([told], [of_calls])
