"""Cases of the rule event-cut-off."""

from dataclasses import replace

import pytest

from harness.audit.rules.events.event_cut_off import event_cut_off
from harness.audit.testing import event, page_view, visit
from harness.audit.visit import Visit
from tests.audit.rules.saying import said

CASES = {
    "the page was left": (
        visit(replace(event("pe4242_course"), cut_off=True)),
        "event pe4242_course was asked for and never sent, because the page was left; HubSpot will record no event",
    ),
    "it arrived": (visit(event("pe4242_course")), "clean"),
    "a page view was lost": (visit(replace(page_view("/"), cut_off=True)), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(event_cut_off, case) == [told]
