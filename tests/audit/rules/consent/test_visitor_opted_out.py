"""Cases of the rule visitor-opted-out."""

import pytest

from harness.audit.rules.consent.visitor_opted_out import visitor_opted_out
from harness.audit.testing import choice, page_view, push, visit
from harness.audit.visit import Visit
from tests.audit.rules.saying import said

CASES = {
    "every page does it": (
        visit(push("doNotTrack", source="app.js:3"), push("doNotTrack")),
        "doNotTrack was pushed on /, although nobody was asked; "
        "HubSpot will record nothing more of this browser, on later pages neither",
    ),
    "it is taken back": (visit(push("doNotTrack", track=True)), "does-not-apply"),
    "the visitor declined": (visit(choice("decline"), push("doNotTrack")), "does-not-apply"),
    "a banner asks": (visit(push("doNotTrack"), banner="Klaro"), "does-not-apply"),
    "the browser refuses by itself": (visit(push("doNotTrack"), journey="gpc"), "does-not-apply"),
    "nobody is opted out": (visit(page_view("/")), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(visitor_opted_out, case) == [told]
