"""Cases of the rule ignored-call."""

from dataclasses import replace

import pytest

from harness.audit.rules.events.ignored_call import ignored_call
from harness.audit.testing import page_view, push, visit
from harness.audit.visit import Visit
from tests.audit.rules.saying import said

CASES = {
    "two calls are in one push": (
        visit(push("setPath", "/menu"), replace(push("trackPageView"), ignored=True)),
        "trackPageView was given behind another call in one push, or without push; HubSpot will record nothing of it",
    ),
    "the brackets are missing": (
        visit(push("(entry)", "trackPageView"), push("(entry)", "trackPageView")),
        "'trackPageView' was given as a bare text; HubSpot will record nothing of it",
    ),
    "something else lies in the queue": (visit(push("(entry)", "hello"), push("(entry)", {"x": 1})), "clean"),
    "each has a push of its own": (visit(push("setPath", "/menu"), push("trackPageView")), "clean"),
    "nothing is pushed": (visit(page_view("/")), "does-not-apply"),
}


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(ignored_call, case) == [told]
