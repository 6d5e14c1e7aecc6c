"""JSON Schema for single values: whether a schema can be used, and what it says of a value."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from harness.capture.timeline import JsonValue

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator

__all__ = [
    "FORMATS",
    "KEYWORDS",
    "LISTS_OF_SCHEMAS",
    "SCHEMAS",
    "TYPES",
    "Complaint",
    "Schema",
    "complaint",
    "schema_flaw",
]

Schema = Mapping[str, JsonValue]
"""A JSON Schema (draft 2020-12) of one value."""

TYPES = ("string", "number", "integer", "boolean", "array", "null")
"""What a property of a hit can be. An object cannot: the tracker sends `[object Object]`."""

SCHEMAS = ("items", "contains", "not", "if", "then", "else")
LISTS_OF_SCHEMAS = ("anyOf", "oneOf", "allOf", "prefixItems")
KEYWORDS = (
    "type", "enum", "const", "pattern", "format", "minLength", "maxLength",
    "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
    "minItems", "maxItems", "minContains", "maxContains", "uniqueItems",
    *SCHEMAS, *LISTS_OF_SCHEMAS,
    "title", "description", "default", "examples", "deprecated",
)  # fmt: skip
"""The keywords that say something of a flat value; references are not among them, for they could lead anywhere."""

FORMATS = (
    "date-time", "date", "time", "duration", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6",
    "uri", "uri-reference", "iri", "iri-reference", "uri-template", "uuid", "regex",
)  # fmt: skip


OF_TEXTS = frozenset({"pattern", "format", "minLength", "maxLength"})
"""The keywords that say nothing of a value that is no text, and so let every one pass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """Why a value does not fit: its type, or the value itself; `text` is a sentence about `it`.

    `of_text` is a complaint that only a text can have.
    """

    kind: Literal["type mismatch", "value not allowed"]
    text: str
    of_text: bool = False


def schema_flaw(schema: Schema) -> str | None:
    """Why a schema cannot be used, as a sentence about `it`; None when it can."""
    from jsonschema_rs import ValidationError

    try:
        _validator(json.dumps(schema))
    except ValidationError as error:
        return error.message
    return None


def complaint(schema: Schema, value: JsonValue) -> Complaint | None:
    """What a schema has against a value, a wrong type first; None when the value fits."""
    # A page's text may hold half a character, which JSON cannot.
    instance = json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    errors = list(_validator(json.dumps(schema)).iter_errors(instance))
    errors.sort(key=lambda error: error.kind.name != "type")
    if not errors:
        return None
    keyword, told = errors[0].kind.name, errors[0].message
    if keyword == "type":
        return Complaint(kind="type mismatch", text=told)
    return Complaint(kind="value not allowed", text=told, of_text=keyword in OF_TEXTS)


@lru_cache(maxsize=1024)
def _validator(schema: str) -> Draft202012Validator:
    # Imported here: it is large, and most tests judge no value by a schema.
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(json.loads(schema), mask="it", validate_formats=True, ignore_unknown_formats=False)
