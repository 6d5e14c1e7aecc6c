"""Schemas of properties as people write them."""

from __future__ import annotations

import pytest

from harness.plan.read_schema import read_schema
from harness.plan.reader import Reader
from harness.plan.schema import Schema
from harness.plan.tree import tree


def read(text: str) -> tuple[Schema, list[str]]:
    """The schema that a text holds, and the mistakes in it."""
    reader = Reader()
    schema = read_schema(reader, tree(text)[0], "property 'price'")
    return schema, [str(mistake) for mistake in reader.mistakes]


@pytest.mark.parametrize(
    ("text", "schema"),
    [
        pytest.param("number", {"type": "number"}, id="a type alone"),
        pytest.param("'null'", {"type": "null"}, id="the type null"),
        pytest.param("{}", {}, id="anything"),
        pytest.param("{type: [number, null]}", {"type": ["number", "null"]}, id="two types"),
        pytest.param("{type: null}", {"type": "null"}, id="null without quotation marks"),
        pytest.param("{enum: [1, a, null]}", {"enum": [1, "a", None]}, id="an enum"),
        pytest.param("{format: uri}", {"format": "uri"}, id="a format"),
        pytest.param(
            "{type: array, items: string}", {"type": "array", "items": {"type": "string"}}, id="items by type alone"
        ),
        pytest.param(
            "{anyOf: [number, {const: free}]}", {"anyOf": [{"type": "number"}, {"const": "free"}]}, id="alternatives"
        ),
        pytest.param("{description: In euros., minimum: 0}", {"description": "In euros.", "minimum": 0}, id="a remark"),
    ],
)
def test_a_schema_is_a_type_or_a_mapping_of_keywords(text: str, schema: Schema) -> None:
    assert read(text) == (schema, [])


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        pytest.param(
            "~",
            "1:1: property 'price' is empty; wanted a type such as string, or a mapping of JSON Schema",
            id="nothing",
        ),
        pytest.param(
            "[number]",
            "1:1: property 'price' is a list; wanted a type such as string, or a mapping of JSON Schema",
            id="a list",
        ),
        pytest.param(
            "nmber", "1:1: the type of property 'price' is 'nmber'; did you mean 'number'?", id="a typing error"
        ),
        pytest.param(
            "{type: {}}",
            "1:8: the type of property 'price' is a mapping; known are string, number, integer, boolean, array, null",
            id="a mapping for a type",
        ),
        pytest.param(
            "{type: object}",
            "1:8: property 'price' cannot be an object: the tracker sends [object Object] for it",
            id="an object",
        ),
        pytest.param(
            "{minimun: 3}", "1:2: 'minimun' is not known in property 'price'; did you mean 'minimum'?", id="a keyword"
        ),
        pytest.param(
            "{required: true}",
            "1:2: 'required' is not known in property 'price'; "
            "name the property in the list 'required' beside 'properties'",
            id="required in the wrong place",
        ),
        pytest.param(
            '{$ref: "https://acme.test/price.json"}',
            "1:2: '$ref' is not known in property 'price'; "
            "write the schema out, or repeat it by an anchor and an alias",
            id="a reference",
        ),
        pytest.param(
            "{minimum: low}", "1:11: minimum of property 'price' is 'low': it is not of type \"number\"", id="a bound"
        ),
        pytest.param(
            "{pattern: '('}", "1:11: pattern of property 'price' is '(': it is not a \"regex\"", id="a pattern"
        ),
        pytest.param(
            "{enum: []}",
            "1:8: enum of property 'price' is a list that JSON Schema does not take: it allows no value",
            id="an empty enum",
        ),
        pytest.param(
            "{const: 1, maximum: [1]}",
            "1:21: maximum of property 'price' is a list that JSON Schema does not take: it is not of type \"number\"",
            id="a list for a bound",
        ),
        pytest.param(
            "{format: emial}", "1:10: format of property 'price' is 'emial'; did you mean 'email'?", id="a format"
        ),
        pytest.param(
            "{format: 3}",
            "1:10: format of property 'price' is 3: it is not of type \"string\"",
            id="a number for a format",
        ),
        pytest.param(
            "{not: {typ: number}}",
            "1:8: 'typ' is not known in not of property 'price'; did you mean 'type'?",
            id="inside",
        ),
        pytest.param(
            "{anyOf: number}", "1:9: anyOf of property 'price' is 'number'; wanted a list of schemas", id="no list"
        ),
    ],
)
def test_a_schema_that_cannot_be_meant_is_told(text: str, mistake: str) -> None:
    assert read(text)[1] == [mistake]
