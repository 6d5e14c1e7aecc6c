"""Records that belong together."""

from __future__ import annotations

import pytest

from harness.api.call import JsonValue
from tests.api.asking import COMPANIES, Teller


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        pytest.param("/crm/v3/objects/companies/102/associations/contacts/101/company_to_contact", None, 200, id="v3"),
        pytest.param("/crm/v4/objects/companies/102/associations/default/contacts/101", None, 200, id="v4 default"),
        pytest.param("/crm/v4/objects/companies/102/associations/contacts/101", [], 201, id="v4 with labels"),
        pytest.param("/crm/v4/objects/companies/7/associations/contacts/101", [], 404, id="unknown company"),
        pytest.param("/crm/v4/objects/companies/102/associations/default/contacts/7", None, 404, id="unknown contact"),
        pytest.param("/crm/v4/objects/companies/102/associations/contacts/101", {}, 400, id="labels that are none"),
    ],
)
def test_a_company_and_a_contact_belong_together(ask: Teller, path: str, body: JsonValue, status: int) -> None:
    ask("POST", COMPANIES, {"properties": {"name": "Acme"}})

    assert ask("PUT", path, body).status == status
