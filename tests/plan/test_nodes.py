"""Trees of a plan's text, without the text."""

from __future__ import annotations

import pytest

from harness.plan.nodes import Items, Mistake, MistakeError, Node, Place, Scalar, Table, number_in, shown, value_of

HERE = Place(3, 5)
WORD = Scalar(value="abc", text="abc", place=HERE)
SEVEN = Scalar(value=7, text="7", place=HERE)
NOTHING = Scalar(value=None, text="~", place=HERE)
LIST = Items(items=(WORD, SEVEN), place=HERE)
TABLE = Table(entries=((WORD, LIST), (SEVEN, NOTHING)), place=HERE)


@pytest.mark.parametrize(
    ("node", "text"),
    [(WORD, "'abc'"), (SEVEN, "7"), (NOTHING, "empty"), (LIST, "a list"), (TABLE, "a mapping")],
    ids=["text", "number", "nothing", "list", "mapping"],
)
def test_a_node_is_shown(node: Node, text: str) -> None:
    assert shown(node) == text


def test_a_tree_is_a_json_value() -> None:
    assert value_of(TABLE) == {"abc": ["abc", 7], "7": None}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("-12", -12),
        ("20.50", 20.5),
        ("1e+21", 1e21),
        ("007", None),
        ("0x1f", None),
        ("1_000", None),
        ("1e999", None),
        ("9" * 40, None),
        ("", None),
    ],
)
def test_a_number_is_what_json_writes_as_one(text: str, number: float | None) -> None:
    assert number_in(text) == number


def test_a_mistake_says_where_it_is() -> None:
    assert str(MistakeError(HERE, "is odd").mistake) == str(Mistake(HERE, "is odd")) == "3:5: is odd"
