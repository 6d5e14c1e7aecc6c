"""JavaScript values in the model: their text, their keys, what counts as empty."""

from __future__ import annotations

import pytest

from harness.tracker.model.values import UNDEFINED, Returning, blank, encoded, fields, present, text, truthy


@pytest.mark.parametrize(
    ("value", "said"),
    [
        pytest.param(None, "null", id="null"),
        pytest.param(UNDEFINED, "undefined", id="undefined"),
        pytest.param(True, "true", id="true"),
        pytest.param(20.0, "20", id="a whole number"),
        pytest.param(1.5, "1.5", id="a fraction"),
        pytest.param(-7, "-7", id="below zero"),
        pytest.param("a b", "a b", id="text"),
        pytest.param((1, None, UNDEFINED, ("b",)), "1,,,b", id="an array"),
        pytest.param({"a": 1}, "[object Object]", id="an object"),
    ],
)
def test_a_value_goes_out_as_its_text(value, said):
    assert text(value) == said


@pytest.mark.parametrize("value", [None, UNDEFINED, "", "-", 0, 0.0, False, ()], ids=repr)
def test_these_values_of_a_property_are_lost(value):
    assert blank(value)


@pytest.mark.parametrize("value", [True, 1, "0", " ", (1,), {}, Returning("")], ids=repr)
def test_these_values_of_a_property_are_kept(value):
    assert not blank(value)


@pytest.mark.parametrize(
    ("value", "own"),
    [
        pytest.param({"b": 1, "7": 2, "3": 3}, {"3": 3, "7": 2, "b": 1}, id="whole numbers come first"),
        pytest.param("ab", {"0": "a", "1": "b"}, id="a text is its characters"),
        pytest.param(("x",), {"0": "x"}, id="an array its items"),
        pytest.param(5, {}, id="a number has none"),
    ],
)
def test_the_keys_of_a_value(value, own):
    assert list(fields(value).items()) == list(own.items())


def test_a_list_repeats_its_name_and_a_function_is_called():
    assert encoded({"a": (1, (2, 3)), "f": Returning(None), "none": ()}) == (("a", "1"), ("a", "2,3"), ("f", "null"))


def test_a_standard_parameter_that_is_empty_is_left_out():
    assert present({"a": "", "b": None, "c": UNDEFINED, "d": 0, "e": False}) == {"d": 0, "e": False}


@pytest.mark.parametrize(("value", "true"), [(UNDEFINED, False), (None, False), ("", False), (0, False), ((), True)])
def test_what_javascript_takes_for_true(value, true):
    assert truthy(value) is true
