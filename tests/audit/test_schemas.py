"""JSON Schemas of the files that are written."""

from __future__ import annotations

import msgspec

from harness.audit.schemas import json_schema


class Page(msgspec.Struct):
    """A page.

    What it holds,
        and more.
    """

    description: str
    links: list[str | None]


def test_a_description_has_no_indentation_but_its_own() -> None:
    schema = json_schema(Page, "Pages")

    assert (schema["title"], schema["$defs"]["Page"]["description"]) == (
        "Pages",
        "A page.\n\nWhat it holds,\n    and more.",
    )


def test_a_field_that_is_called_description_is_a_field() -> None:
    assert json_schema(Page, "Pages")["$defs"]["Page"]["properties"]["description"] == {"type": "string"}
