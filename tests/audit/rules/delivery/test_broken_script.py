"""Cases of the rule broken-script."""

from dataclasses import replace

import pytest

from harness.audit.rules.delivery.broken_script import broken_script
from harness.audit.testing import fault, page_view, visit
from harness.audit.visit import Visit
from harness.capture.timeline import PageFault
from tests.audit.rules.saying import said

NO_QUEUE = fault("exception", "Cannot read properties of undefined (reading 'push')")
OTHER = fault("exception", "carousel is not defined")


def failed(url: str) -> PageFault:
    return replace(fault("request", "net::ERR_ABORTED"), url=url)


CASES = {
    "the queue was not made": (
        visit(NO_QUEUE, NO_QUEUE),
        "a script of / failed with 'Cannot read properties of undefined (reading 'push')'; "
        "HubSpot will record nothing that comes after it in the script",
    ),
    "another script fails": (
        visit(OTHER, OTHER),
        "a script of / failed with 'carousel is not defined'; what it would have told HubSpot is not known",
    ),
    "a script of the site is missing": (
        visit(failed("https://cdn.acme.test/app.js?v=2"), failed("https://cdn.acme.test/app.js?v=2")),
        "the script https://cdn.acme.test/app.js?v=2 could not be loaded (net::ERR_ABORTED); "
        "what it would have told HubSpot is not known",
    ),
    "a script of others is blocked": (visit(failed("https://ads.test/ads.js")), "clean"),
    "a picture is missing": (visit(failed("https://www.acme.test/logo.png")), "clean"),
    "nothing fails": (visit(page_view("/"), fault("console", "deprecated")), "clean"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(broken_script, case) == [told]
