"""Values and calls in words."""

from __future__ import annotations

import re
from unittest.mock import ANY

import pytest

from harness.audit.testing import push
from harness.expect.phrases import call_phrase, count, joined, shown, times


def is_gold(plan: str) -> bool:
    return plan == "gold"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(None, "nothing", id="nothing"),
        pytest.param("gold", "'gold'", id="text"),
        pytest.param("a\x1b[31mb", r"'a\x1b[31mb'", id="control characters"),
        pytest.param("x" * 500, "'" + "x" * 119 + "…'", id="long text"),
        pytest.param(re.compile("^gold$"), "/^gold$/", id="pattern"),
        pytest.param(True, "true", id="boolean"),
        pytest.param(20.5, "20.5", id="number"),
        pytest.param({"plan": ANY}, '{"plan": "<ANY>"}', id="mapping"),
        pytest.param(is_gold, "what is_gold accepts", id="predicate"),
        pytest.param(ANY, "<ANY>", id="anything else"),
    ],
)
def test_a_value_is_shown(value: object, text: str) -> None:
    assert shown(value) == text


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        pytest.param([], "", id="none"),
        pytest.param(["a"], "a", id="one"),
        pytest.param(["a", "b"], "a and b", id="two"),
        pytest.param(["a", "b", "c"], "a, b and c", id="three"),
    ],
)
def test_parts_are_joined(parts: list[str], text: str) -> None:
    assert joined(parts) == text


def test_things_are_counted() -> None:
    assert [count(number, "hit") for number in (0, 1, 2)] == ["no hit", "1 hit", "2 hits"]


def test_repetitions_are_counted() -> None:
    assert [times(number) for number in (0, 1, 2, 3)] == ["never", "once", "twice", "3 times"]


def test_a_call_is_shown_as_the_page_wrote_it() -> None:
    assert call_phrase(push("setPath", "/über")) == '_hsq.push(["setPath", "/über"])'
