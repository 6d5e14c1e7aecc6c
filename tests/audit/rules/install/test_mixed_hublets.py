"""Cases of the rule mixed-hublets."""

import pytest

from harness.audit.rules.install.mixed_hublets import mixed_hublets
from harness.audit.testing import page, page_view, sent, told, visit
from harness.audit.visit import LoaderTag, Visit
from harness.wire.hits import FormSubmission

EU = page("/", loaders=(LoaderTag(src="https://js-eu1.hs-scripts.com/4242.js"),))
FORM = sent(FormSubmission(form_id="f"), on="/")

CASES = {
    "a hit goes to another region": (
        visit(EU, page_view("/")),
        [
            "error: portal 4242 is addressed in eu1 by js-eu1.hs-scripts.com/4242.js and in na1 by a page view; "
            "HubSpot will record only what its own region gets"
        ],
    ),
    "a form goes to another region": (
        visit(EU, page_view("/", hublet="eu1"), FORM),
        [
            "error: portal 4242 is addressed in eu1 by js-eu1.hs-scripts.com/4242.js and in na1 by a form submission; "
            "HubSpot will record only what its own region gets"
        ],
    ),
    "everything is in one region": (visit(page("/"), page_view("/"), FORM), []),
    "a view is another portal's": (visit(EU, page_view("/", portal_id=7)), []),
    "nothing names a portal": (visit(page("/", loaders=())), ["does-not-apply: no portal was addressed"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(mixed_hublets, case) == lines
