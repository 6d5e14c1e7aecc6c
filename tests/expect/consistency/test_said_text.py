"""Values of a page and the texts that become of them."""

from __future__ import annotations

import pytest

from harness.capture.timeline import JsonValue
from harness.expect.consistency.said_text import agrees, fields_of, wire_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param("a+b é", "a+b é", id="text"),
        pytest.param("a" * 10_001, None, id="text that was cut"),
        pytest.param(True, "true", id="true"),
        pytest.param(-7, "-7", id="whole number"),
        pytest.param(10**16, None, id="large number"),
        pytest.param(20.5, "20.5", id="number"),
        pytest.param(1.5e-7, None, id="number with an exponent"),
        pytest.param(None, None, id="null"),
        pytest.param({"$date": "today"}, None, id="date"),
    ],
)
def test_the_text_of_a_value(value: JsonValue, text: str | None) -> None:
    assert wire_text(value) == text


@pytest.mark.parametrize(
    ("value", "sent", "holds"),
    [
        pytest.param("a", ["a"], True, id="the same text"),
        pytest.param("a", ["b"], False, id="another text"),
        pytest.param("a", [], False, id="nothing for a text"),
        pytest.param("a", [""], False, id="an empty text for a text"),
        pytest.param(0, [""], True, id="an empty text for nought"),
        pytest.param(0, ["0"], True, id="nought for nought"),
        pytest.param(0, ["1"], False, id="one for nought"),
        pytest.param("", [], True, id="nothing for an empty text"),
        pytest.param(False, [""], True, id="an empty text for false"),
        pytest.param([1, "a"], ["1", "a"], True, id="a list"),
        pytest.param([1, "a"], ["1"], False, id="part of a list"),
        pytest.param(["-"], [""], True, id="an empty text for a list of one blank"),
        pytest.param([], ["x"], True, id="an empty list"),
        pytest.param([1] * 200, ["1"], True, id="a list that was cut"),
        pytest.param([1, None], ["x"], True, id="a list with null"),
        pytest.param(None, ["x"], True, id="null"),
        pytest.param({"a": 1}, ["[object Object]"], True, id="an object"),
    ],
)
def test_what_was_sent_agrees_with_what_was_said(value: JsonValue, sent: list[str], holds: bool) -> None:
    assert agrees(value, sent) is holds


@pytest.mark.parametrize(
    ("value", "fields"),
    [
        pytest.param({"a": 1}, {"a": 1}, id="a plain object"),
        pytest.param({"$type": "Map"}, None, id="an object of another kind"),
        pytest.param({str(n): n for n in range(200)}, None, id="an object that was cut"),
        pytest.param({"a" * 10_001: 1}, None, id="a key that was cut"),
        pytest.param(["a"], None, id="a list"),
    ],
)
def test_the_fields_of_a_value(value: JsonValue, fields: dict[str, JsonValue] | None) -> None:
    assert fields_of(value) == fields
