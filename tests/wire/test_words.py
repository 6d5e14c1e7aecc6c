"""Strings of strangers in messages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.wire.words import plain, quoted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Über uns", "Über uns", id="letters stay"),
        pytest.param("a\x1b[31mb\n", "a\\x1b[31mb\\n", id="control characters are escaped"),
        pytest.param("\u202eabc", "\\u202eabc", id="direction marks are escaped"),
        pytest.param("a\u00a0b", "a b", id="a no-break space is a space"),
        pytest.param("\ud800", "\\ud800", id="half a surrogate pair is escaped"),
        pytest.param("a" * 81, "a" * 79 + "…", id="a long text is cut"),
        pytest.param("\x1b" * 80, "\\x1b" * 19 + "\\x1…", id="escapes count"),
    ],
)
def test_plain_text_fits_a_message(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_plain_text_is_bounded_and_printable(text: str, limit: int) -> None:
    shown = plain(text, limit)

    assert (len(shown) <= limit, shown.isprintable()) == (True, True)


def test_a_quoted_value_stands_in_quotation_marks() -> None:
    assert quoted("Kontakt") == "'Kontakt'"
