"""Texts of strangers as YAML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.plan.nodes import value_of
from harness.plan.tree import tree
from harness.plan.yaml_text import flow_list, scalar


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("pe4242_course", "pe4242_course"),
        ("/courses/*", "/courses/*"),
        ("", '""'),
        ("7", '"7"'),
        ("No", '"No"'),
        ("a: b", '"a: b"'),
        ("*a", '"*a"'),
        ('say "hi"\n', '"say \\"hi\\"\\n"'),
        ("Zürich", '"Zürich"'),
        ("\x85\u2028\ufeff\x07", '"\\u0085\\u2028\\ufeff\\u0007"'),
        ("\ud800", '"?"'),
    ],
)
def test_a_text_is_quoted_where_it_could_be_read_as_anything_else(text: str, written: str) -> None:
    assert scalar(text) == written


def test_a_list_is_one_line() -> None:
    assert flow_list(["a", "b, c"]) == '[a, "b, c"]'


@given(st.text())
def test_a_text_is_read_as_it_was(text: str) -> None:
    root, _ = tree(f"? {scalar(text)}\n: {flow_list([text, text])}\n")

    assert value_of(root) == {text: [text, text]}
