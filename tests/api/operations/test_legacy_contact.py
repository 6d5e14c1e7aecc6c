"""The contact API of before 2020."""

from __future__ import annotations

from harness.api.call import JsonValue
from tests.api.asking import faults, teller

LEGACY = "/contacts/v1/contact/createOrUpdate/email/ada@acme.test"


def test_the_old_contact_api_tells_whether_a_contact_is_new() -> None:
    ask = teller()
    said: JsonValue = {"properties": [{"property": "firstname", "value": "Ada"}]}

    first, second = (ask("POST", LEGACY, said) for _ in range(2))

    assert (first.answer, second.answer) == ({"vid": 101, "isNew": True}, {"vid": 101, "isNew": False})
    assert first.counted[0].properties == (("email", "ada@acme.test"), ("firstname", "Ada"))


def test_the_old_contact_api_wants_an_address() -> None:
    call = teller()("POST", "/contacts/v1/contact/createOrUpdate/email/ada", {"properties": []})

    assert faults(call) == [("invalid-value", "Email address 'ada' is invalid")]
