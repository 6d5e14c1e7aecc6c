"""Definitions of events, as Segment's cloud mode makes and reads them."""

from __future__ import annotations

import pytest

from harness.api.call import JsonValue
from tests.api.asking import faults, message, teller

ALL = "/events/v3/event-definitions"
COURSE: JsonValue = {
    "label": "course",
    "name": "course",
    "primaryObject": "CONTACT",
    "propertyDefinitions": [{"name": "price", "label": "Price", "type": "number"}],
}


def test_a_definition_is_found_by_both_of_its_names() -> None:
    ask = teller()
    made = ask("POST", ALL, COURSE)

    assert made.status == 201
    assert made.answer == {
        "name": "course",
        "fullyQualifiedName": "pe4242_course",
        "labels": {"singular": "course"},
        "primaryObject": "CONTACT",
        "properties": [{"name": "price", "label": "Price", "type": "number", "archived": False}],
        "archived": False,
    }
    assert ask("GET", f"{ALL}/course/").answer == made.answer
    assert ask("GET", f"{ALL}/pe4242_course").answer == made.answer
    assert ask("GET", ALL).answer == {"total": 1, "results": [made.answer]}


def test_a_definition_that_is_there_is_told_so() -> None:
    ask = teller()
    ask("POST", ALL, COURSE)

    again = ask("POST", ALL, COURSE)

    assert (again.status, message(again), again.good) == (409, "Event definition course already exists", True)


def test_a_name_is_made_of_the_label() -> None:
    call = teller(portal_id=None)("POST", ALL, {"label": "Signed up!", "propertyDefinitions": "none"})

    assert isinstance(call.answer, dict)
    assert call.answer["fullyQualifiedName"] == "pe1_signed_up_"


def test_a_property_is_added() -> None:
    ask = teller()
    ask("POST", ALL, COURSE)
    added = ask("POST", f"{ALL}/pe4242_course/property", {"name": "gift", "label": "Gift", "type": "bool"})

    found = ask("GET", f"{ALL}/course").answer

    assert added.status == 200
    assert isinstance(found, dict)
    assert found["properties"] == [
        {"name": "price", "label": "Price", "type": "number", "archived": False},
        {"name": "gift", "label": "Gift", "type": "bool", "archived": False},
    ]


def test_an_unknown_definition_is_no_fault_of_the_call() -> None:
    assert teller()("GET", f"{ALL}/course").good


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param(
            {"label": "x", "name": "Sign Up"}, "name 'Sign Up': wanted a-z, 0-9, _ and -, a letter first", id="event"
        ),
        pytest.param(
            {"label": "x", "propertyDefinitions": [{"name": "1st"}]},
            "property '1st': wanted a name of a-z, 0-9 and _, a letter first",
            id="property",
        ),
        pytest.param(
            {"label": "x", "propertyDefinitions": ["price"]},
            "property 'None': wanted a name of a-z, 0-9 and _, a letter first",
            id="no object",
        ),
    ],
)
def test_a_name_that_cannot_be_is_refused(body: JsonValue, reason: str) -> None:
    assert faults(teller()("POST", ALL, body)) == [("invalid-value", reason)]
