"""What JSON Schema says of single values."""

from __future__ import annotations

import subprocess
import sys

import pytest

from harness.capture.timeline import JsonValue
from harness.plan.schema import FORMATS, Schema, complaint, schema_flaw


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        pytest.param({"type": "number"}, 20.5, id="a number"),
        pytest.param({"type": "integer"}, 20.0, id="a whole number"),
        pytest.param({"type": ["number", "null"]}, None, id="one of two types"),
        pytest.param({"enum": ["beginner", 3]}, 3, id="one of some values"),
        pytest.param({"type": "string", "format": "email"}, "ada@acme.test", id="a format"),
        pytest.param({}, {"any": ["thing"]}, id="nothing is asked"),
        pytest.param({"type": "string"}, "\ud800", id="half a character"),
    ],
)
def test_a_value_that_fits(schema: Schema, value: JsonValue) -> None:
    assert complaint(schema, value) is None


@pytest.mark.parametrize(
    ("schema", "value", "kind", "text"),
    [
        pytest.param({"type": "number"}, "90", "type mismatch", 'it is not of type "number"', id="a type"),
        pytest.param(
            {"enum": [1, 2], "type": "integer"}, "1", "type mismatch", 'it is not of type "integer"', id="type first"
        ),
        pytest.param({"enum": ["a", "b"]}, "c", "value not allowed", 'it is not one of "a" or "b"', id="an enum"),
        pytest.param({"minimum": 10}, 9, "value not allowed", "it is less than the minimum of 10", id="a bound"),
        pytest.param({"format": "email"}, "Ada", "value not allowed", 'it is not a "email"', id="a format"),
        pytest.param(
            {"items": {"type": "string"}}, ["a", 1], "type mismatch", 'it is not of type "string"', id="an item"
        ),
    ],
)
def test_a_value_that_does_not_fit(schema: Schema, value: JsonValue, kind: str, text: str) -> None:
    found = complaint(schema, value)

    assert found is not None
    assert (found.kind, found.text, found.of_text) == (kind, text, "format" in schema)


@pytest.mark.parametrize(
    ("schema", "flaw"),
    [
        ({"type": "string", "maxLength": 3}, None),
        ({"pattern": "("}, 'it is not a "regex"'),
        ({"minimum": "low"}, 'it is not of type "number"'),
    ],
    ids=["none", "a pattern", "a bound"],
)
def test_a_schema_that_cannot_be_used_is_told(schema: Schema, flaw: str | None) -> None:
    assert schema_flaw(schema) == flaw


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_that_is_offered_is_known(name: str) -> None:
    assert schema_flaw({"format": name}) is None


def test_the_large_library_is_imported_when_a_value_is_judged_and_not_before() -> None:
    code = "import sys, harness.plan.judge, harness.plan.files; print({'jsonschema_rs', 'yaml'} & set(sys.modules))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)  # noqa: S603 - our own words

    assert done.stdout.strip() == "set()"
