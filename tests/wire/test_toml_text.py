"""TOML that others wrote."""

from __future__ import annotations

import pytest

from harness.wire.toml_text import TomlError, read_toml


def test_a_document_is_a_table() -> None:
    assert read_toml("[portal]\nid = 4242") == {"portal": {"id": 4242}}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("id = ", "Invalid value (at end of document)", id="broken off"),
        pytest.param("id = " + "[" * 100_000, "its values are nested too deeply", id="nested"),
    ],
)
def test_what_cannot_be_read_is_told(text: str, told: str) -> None:
    with pytest.raises(TomlError) as raised:
        read_toml(text)

    assert str(raised.value) == told
