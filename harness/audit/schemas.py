"""JSON Schemas of the files that are written."""

from __future__ import annotations

from inspect import cleandoc
from typing import Any

import msgspec

__all__ = ["json_schema"]

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(kind: type, title: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a type, the same whichever Python makes it.

    Its descriptions are docstrings, from which Python takes the indentation since 3.13.
    """
    made = msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(kind)))
    return {"$schema": DRAFT, "title": title, **_cleaned(made)}


def _cleaned(node: Any) -> Any:
    match node:
        case dict():
            return {name: _told(each) if name == "description" else _cleaned(each) for name, each in node.items()}
        case list():
            return [_cleaned(each) for each in node]
    return node


def _told(description: Any) -> Any:
    """A description; what is only called so, a field of a file, is cleaned like the rest."""
    return cleandoc(description) if isinstance(description, str) else _cleaned(description)
