"""When a value agrees with the wanted one."""

from __future__ import annotations

import re
from typing import Any
from unittest.mock import ANY

import pytest

from harness.errors import UsageError
from harness.expect.match import ANYTHING, matches, path_matches


class EqualToAll:
    """Compares as dirty-equals classes do: the class itself, with `==`."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]  # not needed


@pytest.mark.parametrize(
    ("wanted", "was"),
    [
        pytest.param("Math101", "Math101", id="the same text"),
        pytest.param(re.compile("^Math"), "Math101", id="a pattern is searched"),
        pytest.param(ANY, "Math101", id="mock.ANY"),
        pytest.param(EqualToAll(), "Math101", id="anything with =="),
        pytest.param(ANYTHING, "Math101", id="anything"),
        pytest.param(lambda text: text.startswith("M"), "Math101", id="a predicate"),
        pytest.param(20.5, "20.5", id="a number as the tracker prints it"),
        pytest.param(20.0, "20", id="a whole number without its fraction"),
        pytest.param(True, "true", id="a boolean as the tracker prints it"),
        pytest.param(7, 7, id="the same number"),
        pytest.param(["1", 2], ("1", "2"), id="a repeated property"),
        pytest.param({"email": ANY}, {"email": "ada@acme.test", "id": 7}, id="a mapping leaves other keys open"),
        pytest.param(None, None, id="nothing wanted, nothing there"),
    ],
)
def test_values_agree(wanted: object, was: object) -> None:
    assert matches(wanted, was)


@pytest.mark.parametrize(
    ("wanted", "was"),
    [
        pytest.param("Math101", "math101", id="another case"),
        pytest.param(re.compile("^Art"), "Math101", id="a pattern that is not found"),
        pytest.param(re.compile("7"), 7, id="a pattern wants a text"),
        pytest.param(ANY, None, id="mock.ANY wants a value"),
        pytest.param(ANYTHING, None, id="anything wants a value"),
        pytest.param(None, "Math101", id="a value where there should be none"),
        pytest.param(lambda text: int(text) > 3, "many", id="a predicate that raises ValueError"),
        pytest.param(str, "Math101", id="a type is no predicate"),
        pytest.param(0, "", id="zero, which the tracker loses"),
        pytest.param(["1"], "1", id="a list against a single value"),
        pytest.param(["1"], ("1", "2"), id="a list of another length"),
        pytest.param({"email": "ada@acme.test"}, {"id": 7}, id="a key that is not there"),
        pytest.param({"email": ANY}, "ada@acme.test", id="a mapping against a text"),
    ],
)
def test_values_differ(wanted: object, was: object) -> None:
    assert not matches(wanted, was)


@pytest.mark.parametrize(
    ("wanted", "was"),
    [
        pytest.param("/pricing", "/pricing?plan=gold#top", id="query and fragment are open"),
        pytest.param("/pricing?plan=gold", "/pricing?plan=gold", id="a query that is named"),
        pytest.param("/#/about", "/#/about", id="a hash path"),
        pytest.param("/#/about", "/#/about?tab=2", id="the query of a hash path is open"),
        pytest.param("/", "", id="the root"),
        pytest.param("/", "https://www.acme.test", id="the root of a whole address"),
        pytest.param("/docs", "https://www.acme.test/docs", id="a host that is not named"),
        pytest.param("https://www.acme.test/docs", "https://www.acme.test/docs?x=1", id="a host that is named"),
        pytest.param("/über uns", "/%C3%BCber%20uns", id="percent-encoding"),
        pytest.param("/a?", "/a?", id="an empty query that is named"),
        pytest.param(re.compile(r"^/docs/\d+"), "/docs/41", id="a pattern"),
    ],
)
def test_paths_agree(wanted: object, was: str) -> None:
    assert path_matches(wanted, was)


@pytest.mark.parametrize(
    ("wanted", "was"),
    [
        pytest.param("/pricing", "/prices", id="another path"),
        pytest.param("/pricing", "pricing", id="a slash is missing"),
        pytest.param("/pricing?plan=gold", "/pricing", id="the query is missing"),
        pytest.param("/pricing?plan=gold", "/pricing?plan=free", id="another query"),
        pytest.param("/#/about", "/", id="the fragment is missing"),
        pytest.param("/#/about", "/#/docs", id="another hash path"),
        pytest.param("https://www.acme.test/", "https://docs.acme.test/", id="another host"),
        pytest.param("/", "//[", id="a path with two slashes"),
        pytest.param("/", None, id="no path at all"),
    ],
)
def test_paths_differ(wanted: object, was: str | None) -> None:
    assert not path_matches(wanted, was)


class Unequal:
    """Compares with numbers only."""

    def __eq__(self, other: object) -> bool:
        raise TypeError("no number")

    __hash__ = None  # type: ignore[assignment]  # not needed

    def __repr__(self) -> str:
        return "Unequal()"


def is_dear(price: Any) -> bool:
    return bool(price > 3)


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        pytest.param(is_dear, "is_dear was asked about 'gold' and raised TypeError ('>' not supported", id="predicate"),
        pytest.param(Unequal(), "Unequal() was asked about 'gold' and raised TypeError (no number)", id="=="),
        pytest.param(re.compile(b"gold"), "re.compile(b'gold') was asked about 'gold' and raised", id="pattern"),
    ],
)
def test_what_a_tests_own_value_raises_is_told_in_one_sentence(wanted: object, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        matches(wanted, "gold")

    assert str(caught.value).startswith(told)
    assert str(caught.value).endswith("; let it say yes or no of every value, most of which are texts")


def test_anything_prints_as_a_word_and_may_be_a_key() -> None:
    assert (repr(ANYTHING), len({ANYTHING, ANYTHING})) == ("anything", 1)
