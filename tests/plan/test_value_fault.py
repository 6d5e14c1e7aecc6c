"""How a value that is not as planned is told."""

from __future__ import annotations

import pytest

from harness.plan.schema import Schema
from harness.plan.value_fault import value_fault
from harness.plan.values import Given

NUMBER: Schema = {"type": "number", "minimum": 10}


@pytest.mark.parametrize(
    ("schema", "texts", "given"),
    [
        pytest.param(NUMBER, ("90",), {"price": 90}, id="the page's number"),
        pytest.param(NUMBER, ("90",), None, id="a text that can be a number"),
        pytest.param({"type": "string"}, ("90",), None, id="a text that can be a text"),
        pytest.param({"type": "boolean"}, ("true",), None, id="a text that can be a boolean"),
        pytest.param({"type": "array", "items": {"type": "integer"}}, ("7",), None, id="a list of one"),
        pytest.param({"type": ["number", "null"]}, ("",), {"price": 0}, id="a lost value that may be missing"),
        pytest.param({"type": "string"}, ("",), {"price": ""}, id="an empty text"),
        pytest.param({"enum": [7, 8]}, ("7",), None, id="a value that can be one of those"),
        pytest.param({"type": ["string", "number"], "minLength": 3}, ("90",), None, id="a text that is too short"),
    ],
)
def test_a_value_is_as_planned(schema: Schema, texts: tuple[str, ...], given: Given | None) -> None:
    assert value_fault(schema, texts, "price", given) is None


@pytest.mark.parametrize(
    ("schema", "texts", "given", "kind", "text"),
    [
        pytest.param(
            NUMBER,
            ("90",),
            {"price": "90"},
            "type mismatch",
            'was "90": it is not of type "number"',
            id="the page's text",
        ),
        pytest.param(
            {"type": "string"},
            ("90",),
            {"price": 90},
            "type mismatch",
            'was 90: it is not of type "string"',
            id="a number",
        ),
        pytest.param(
            NUMBER,
            ("9",),
            None,
            "value not allowed",
            "was 9: it is less than the minimum of 10",
            id="the telling reading",
        ),
        pytest.param(
            NUMBER, ("a lot",), None, "type mismatch", 'was "a lot": it is not of type "number"', id="no number"
        ),
        pytest.param(
            NUMBER, ("90", "80"), None, "type mismatch", 'was ["90", "80"]: it is not of type "number"', id="a list"
        ),
        pytest.param(
            NUMBER,
            ("",),
            {"price": 0},
            "type mismatch",
            'arrived empty, for the page gave 0: it is not of type "number"',
            id="a lost zero",
        ),
        pytest.param(NUMBER, ("",), None, "type mismatch", 'arrived empty: it is not of type "number"', id="empty"),
        pytest.param(
            {"pattern": "^P"},
            ("90",),
            None,
            "value not allowed",
            'was "90": it does not match "^P"',
            id="a demand on a text",
        ),
        pytest.param(
            {"enum": ["a"]},
            ("x" * 500,),
            None,
            "value not allowed",
            f'was "{"x" * 78}…: it is not one of "a"',
            id="a long text",
        ),
    ],
)
def test_a_value_is_not_as_planned(
    schema: Schema, texts: tuple[str, ...], given: Given | None, kind: str, text: str
) -> None:
    found = value_fault(schema, texts, "price", given)

    assert found is not None
    assert (found.kind, found.text) == (kind, text)
