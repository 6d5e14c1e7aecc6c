"""Cases of the rule personal-data-in-address."""

import pytest

from harness.audit.rules.privacy.personal_data_in_address import personal_data_in_address
from harness.audit.testing import page_view, told, visit
from harness.audit.visit import Visit

CASES = {
    "a form was sent with GET": (
        visit(
            page_view("/thanks?firstname=Ada&phone=0123456789"), page_view("/thanks?firstname=Grace&phone=0123456789")
        ),
        [
            "error: the address of /thanks holds firstname, phone of a visitor; "
            "HubSpot will record a page of that address"
        ],
    ),
    "the fields were left empty": (visit(page_view("/thanks?firstname=&phone=")), []),
    "a switch has the name of a field": (visit(page_view("/?phone=1&last_name=1")), []),
    "the parameters are of the page": (visit(page_view("/courses?name=maths&page=2")), []),
    "nothing was sent": (visit(), ["does-not-apply: no hit was sent"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(personal_data_in_address, case) == lines
