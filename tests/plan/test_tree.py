"""What becomes of YAML, and what is refused of it."""

from __future__ import annotations

import pytest

from harness.plan.nodes import Mistake, MistakeError, Place, Scalar, Table, value_of
from harness.plan.tree import DEEPEST, LARGEST, tree

BOMB = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9))
DEEP_ALIASES = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 60))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("a: [1, 2.5, x]", {"a": [1, 2.5, "x"]}, id="numbers and texts"),
        pytest.param("[true, false, null, ~, ]", [True, False, None, None], id="booleans and nothing"),
        pytest.param(
            "[no, on, yes, True, 007, .inf]", ["no", "on", "yes", "True", "007", ".inf"], id="texts they stay"
        ),
        pytest.param("['1', \"true\", 'null']", ["1", "true", "null"], id="in quotation marks"),
        pytest.param("a: |\n  1\n", {"a": "1\n"}, id="in a block"),
        pytest.param("12: a\n", {"12": "a"}, id="a key is a text"),
        pytest.param("a: &x {b: 1}\nc: *x\n", {"a": {"b": 1}, "c": {"b": 1}}, id="an alias"),
        pytest.param("a:\n", {"a": None}, id="a key alone"),
        pytest.param("# only\na: 1\n", {"a": 1}, id="a comment"),
        pytest.param("---\na: 1\n...\n", {"a": 1}, id="a marked document"),
    ],
)
def test_yaml_is_read_as_json_would_be(text: str, value: object) -> None:
    root, mistakes = tree(text)

    assert (value_of(root), mistakes) == (value, ())


def test_every_value_knows_its_place() -> None:
    root, _ = tree("events:\n  name:  7\n")

    assert isinstance(root, Table)
    ((events, inner),) = root.entries
    assert isinstance(inner, Table)
    assert (events.place, inner.place) == (Place(1, 1), Place(2, 3))
    assert inner.entries[0][1] == Scalar(value=7, text="7", place=Place(2, 10))


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        pytest.param("a: 1\nb: 2\na: 3\n", Mistake(Place(3, 1), "'a' stands in line 1 already; keep one"), id="twice"),
        pytest.param(
            "? [a]\n: b\n", Mistake(Place(1, 3), "a list stands here as a key; wanted a text"), id="a list for a key"
        ),
        pytest.param(
            "a: !!python/name:os.system x\n",
            Mistake(
                Place(1, 4), "the tag tag:yaml.org,2002:python/name:os.system means nothing in a plan; leave it out"
            ),
            id="a tag",
        ),
    ],
)
def test_what_cannot_be_meant_is_noted(text: str, mistake: Mistake) -> None:
    assert tree(text)[1] == (mistake,)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("", "1:1: is empty; a plan starts with a line such as events:", id="nothing"),
        pytest.param("# later\n", "1:1: is empty; a plan starts with a line such as events:", id="comments alone"),
        pytest.param("a: 1\n---\nb: 2\n", "2:1: a second document starts here; a plan is one", id="two documents"),
        pytest.param("a:\n\tb: 1\n", "2:1: a tab stands here; indent with spaces", id="a tab"),
        pytest.param("a: *b\n", "1:4: *b stands for nothing that came before", id="an unknown alias"),
        pytest.param("a: &a [*a]\n", "1:8: *a stands for nothing that came before", id="an alias of itself"),
        pytest.param("a: \x07\n", "1:4: '\\x07' stands here, which YAML does not allow", id="a control character"),
        pytest.param(BOMB, f"6:5: more than {LARGEST:,} values stand here, each alias written out", id="a bomb"),
        pytest.param(
            "[" * 100_000, f"1:31: more than {DEEPEST} levels stand in each other here; a plan has few", id="deep"
        ),
        pytest.param(
            DEEP_ALIASES,
            f"29:12: more than {DEEPEST} levels stand in each other here; a plan has few",
            id="deep aliases",
        ),
    ],
)
def test_what_is_no_tree_is_told(text: str, told: str) -> None:
    with pytest.raises(MistakeError) as caught:
        tree(text)

    assert str(caught.value.mistake) == told


@pytest.mark.parametrize(
    ("text", "place"),
    [("a: 1\n b: 2\n", Place(2, 3)), ("a: 'x\n", None), ("a: @x\n", Place(1, 4)), ("a: [1\nb: 2\n", None)],
    ids=["indentation", "an open quotation", "a reserved sign", "an open bracket"],
)
def test_what_is_no_yaml_is_told_in_the_librarys_words(text: str, place: Place | None) -> None:
    with pytest.raises(MistakeError, match="is not YAML: ") as caught:
        tree(text)

    assert caught.value.mistake.place == (place or caught.value.mistake.place)
