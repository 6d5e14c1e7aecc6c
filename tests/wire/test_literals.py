"""JavaScript's literals in the text of a script."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.wire.literals import DEEPEST, LONGEST, Literal, array_at

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=20,
)
PIECES = st.sampled_from(
    ["[", "]", "{", "}", ",", ":", '"', "'", "\\", "a", "1", "-", ".", "!0", "true", "/*", "//", "\n"]
)


@pytest.mark.parametrize(
    ("text", "array"),
    [
        pytest.param("[]", [], id="empty"),
        pytest.param("['a', \"b\",]", ["a", "b"], id="both kinds of quotes, a comma at the end"),
        pytest.param(r"['it\'s', '\u0041\x42\u{1F600}', 'a\n\q']", ["it's", "AB😀", "a\nq"], id="escapes"),
        pytest.param(r"['\ud83d\ude00']", ["😀"], id="two halves of a character"),
        pytest.param("['a\\\nb']", ["ab"], id="a line that goes on"),
        pytest.param("[1, -2, 2.5, .5, 1e3]", [1, -2, 2.5, 0.5, 1000.0], id="numbers"),
        pytest.param("[true, false, !0, !1]", [True, False, True, False], id="truth values"),
        pytest.param("[null, undefined, void 0]", [None, None, None], id="nothing"),
        pytest.param("[{a: 1, 'b c': [2], $d: {}}]", [{"a": 1, "b c": [2], "$d": {}}], id="objects"),
        pytest.param("[ /* one */ 1, // two\n 2 ]", [1, 2], id="comments"),
    ],
)  # fmt: skip
def test_literals_are_read(text: str, array: list[Literal]) -> None:
    assert array_at(text) == array


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("'a'", id="no array"),
        pytest.param("['a'", id="not closed"),
        pytest.param("['a' 'b']", id="no comma"),
        pytest.param("['a]", id="quotes not closed"),
        pytest.param("[a]", id="a variable"),
        pytest.param("[1 + 1]", id="a sum"),
        pytest.param("[truely]", id="a variable that begins as a word"),
        pytest.param("[f()]", id="a call"),
        pytest.param("[function () {}]", id="a function"),
        pytest.param("[{a() {}}]", id="a method"),
        pytest.param("[`a`]", id="a template"),
        pytest.param("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), id="too deep"),
        pytest.param(f"['{'a' * LONGEST}']", id="too long"),
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert array_at(text) is None


def test_an_array_is_read_where_it_stands() -> None:
    assert array_at("push(['a']);", 5) == ["a"]


@given(st.lists(VALUES, max_size=5))
def test_what_json_writes_is_read(array: list[Literal]) -> None:
    assert array_at(json.dumps(array)) == array


@given(st.lists(PIECES).map("".join) | st.text())
def test_no_text_is_too_much(text: str) -> None:
    assert array_at(f"[{text}") is None or "]" in text
