"""Queries and their pairs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.wire.pairs import join_pairs, quote, split_pairs, unquote

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("query", "pairs"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("a=1&b=", [("a", "1"), ("b", "")], id="an empty value"),
        pytest.param("a", [("a", "")], id="no equals sign"),
        pytest.param("&&a=1&", [("a", "1")], id="empty pieces"),
        pytest.param("=x&=", [("", "x"), ("", "")], id="empty names"),
        pytest.param("a=1=2", [("a", "1=2")], id="a second equals sign"),
        pytest.param("a=1&a=2", [("a", "1"), ("a", "2")], id="a repeated name"),
        pytest.param("_my+key=a+b%2Bc", [("_my key", "a b+c")], id="plus is a space"),
        pytest.param("my%3Dkey=%26", [("my=key", "&")], id="an escaped name"),
        pytest.param("u=https%3A%2F%2Facme.test%2f", [("u", "https://acme.test/")], id="a URL"),
        pytest.param("p=%252Fa%2520b", [("p", "%2Fa%20b")], id="resolved once only"),
        pytest.param("t=%C3%9Cber", [("t", "Über")], id="UTF-8"),
        pytest.param("t=%ff%2F", [("t", "\ufffd/")], id="broken UTF-8"),
        pytest.param(
            "t=100%&u=%zz&v=%4&w=%00", [("t", "100%"), ("u", "%zz"), ("v", "%4"), ("w", "\0")], id="broken escapes"
        ),
    ],
)
def test_a_query_splits_into_decoded_pairs(query: str, pairs: list[tuple[str, str]]) -> None:
    assert split_pairs(query) == pairs


def test_quoting_leaves_bare_what_the_tracker_leaves_bare() -> None:
    assert quote("a b+c (d)!'*~-_.") == "a+b%2Bc+(d)!'*~-_."


def test_half_a_surrogate_pair_is_quoted_as_a_question_mark() -> None:
    assert quote("\ud800") == "%3F"


@given(st.lists(st.tuples(TEXTS, TEXTS)))
def test_joined_pairs_split_into_the_same_pairs(pairs: list[tuple[str, str]]) -> None:
    assert split_pairs(join_pairs(pairs)) == pairs


@given(st.text())
def test_unquoting_never_raises(text: str) -> None:
    assert isinstance(unquote(text), str)
