"""Cases of the rule misspelt-call."""

import pytest

from harness.audit.rules.events.misspelt_call import misspelt_call
from harness.audit.testing import page_view, push, visit
from harness.audit.visit import Visit
from tests.audit.rules.saying import said

CASES = {
    "the case is wrong": (
        visit(push("trackPageview"), push("trackPageview")),
        "'trackPageview' was pushed on _hsq, which has no such function but trackPageView; "
        "HubSpot will record nothing of it",
    ),
    "the spelling is British": (
        visit(push("trackCustomBehaviouralEvent", name="pe4242_course")),
        "'trackCustomBehaviouralEvent' was pushed on _hsq, which has no such function but "
        "trackCustomBehavioralEvent; HubSpot will record nothing of it",
    ),
    "the banner is meant": (
        visit(push("revokeCookieconsent", queue="_hsp")),
        "'revokeCookieconsent' was pushed on _hsp, which has no such function but revokeCookieConsent; "
        "HubSpot will record nothing of it",
    ),
    "nothing is like it": (
        visit(push("sparkle")),
        "'sparkle' was pushed on _hsq; no such function is known",
    ),
    "it strayed to the other queue": (visit(push("setContentType", queue="_hsp")), "clean"),
    "it belongs to the other queue": (visit(push("setContentType", "blog-post", queue="_hsp")), "clean"),
    "all are known": (visit(push("setPath", "/"), push("_loadImage"), push("showBanner", queue="_hsp")), "clean"),
    "functions are pushed": (visit(page_view("/"), push("(function)")), "does-not-apply"),
    "it is on a queue of the site's own": (visit(push("trackPageview", queue="dataLayer")), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(misspelt_call, case) == [told]
