"""What a property was, by the page's call or by its text alone."""

from __future__ import annotations

import pytest

from harness.audit.testing import push
from harness.capture.timeline import JsonValue, QueueCall
from harness.plan.values import Event, Given, given_values, own_texts, readings
from harness.wire.hits import CustomEvent, LegacyEvent


@pytest.mark.parametrize(
    ("hit", "texts"),
    [
        (CustomEvent(properties=(("a", "1"), ("b", ""), ("a", "2"))), {"a": ("1", "2"), "b": ("",)}),
        (CustomEvent(properties=(("id", "7"),)), {"id": ("7",)}),
        (LegacyEvent(id="7", properties=(("id", "7"), ("value", "5"))), {"value": ("5",)}),
    ],
    ids=["a list repeats its name", "an event's own id", "a legacy event's id is its name"],
)
def test_the_properties_of_an_event(hit: Event, texts: dict[str, tuple[str, ...]]) -> None:
    assert own_texts(hit) == texts


@pytest.mark.parametrize(
    ("call", "given"),
    [
        (None, None),
        (push("trackCustomBehavioralEvent"), None),
        (push("trackCustomBehavioralEvent", "pe4242_course"), None),
        (push("trackCustomBehavioralEvent", name="pe4242_course"), None),
        (push("trackCustomBehavioralEvent", name="pe4242_course", properties={"price": 90}), {"price": 90}),
        (push("trackEvent", id="7", value=5), {"id": "7", "value": 5}),
        (push("trackEvent", "7"), None),
    ],
    ids=[
        "unknown",
        "without arguments",
        "a text",
        "without properties",
        "properties",
        "a legacy event",
        "a legacy text",
    ],
)
def test_what_the_page_gave(call: QueueCall | None, given: Given | None) -> None:
    assert given_values(call) == given


@pytest.mark.parametrize(
    ("texts", "given", "expected"),
    [
        pytest.param(("90",), {"price": 90}, (90,), id="the page's number"),
        pytest.param(("90",), {"price": "90"}, ("90",), id="the page's text"),
        pytest.param(("1", "2"), {"price": [1, 2]}, ([1, 2],), id="the page's list"),
        pytest.param(("[object Object]",), {"price": {"eur": 9}}, ({"eur": 9},), id="the page's object"),
        pytest.param(("",), {"price": ""}, ("",), id="the page's empty text"),
        pytest.param(("",), {"price": 0}, (None,), id="a zero that was lost"),
        pytest.param(("",), {"price": "-"}, (None,), id="a dash that was lost"),
        pytest.param(("",), {"price": None}, (None,), id="the page's null"),
        pytest.param(("90",), {"course": 1}, ("90", 90, ["90"], [90]), id="a property that the call does not hold"),
        pytest.param(("Mon",), {"price": {"$date": "Mon"}}, ("Mon", ["Mon"]), id="a date has its text alone"),
        pytest.param(("90",), None, ("90", 90, ["90"], [90]), id="a text that looks like a number"),
        pytest.param(("true",), None, ("true", True, ["true"], [True]), id="a text that looks like a boolean"),
        pytest.param(("false",), None, ("false", False, ["false"], [False]), id="the other boolean"),
        pytest.param(("",), None, ("", None, [""], [None]), id="an empty text"),
        pytest.param(("007",), None, ("007", ["007"]), id="a text that no number prints"),
        pytest.param(("1", "a"), None, (["1", "a"], [1, "a"]), id="several texts"),
    ],
)
def test_the_readings_of_a_property(
    texts: tuple[str, ...], given: Given | None, expected: tuple[JsonValue, ...]
) -> None:
    found = readings(texts, "price", given)

    assert (found, [type(each) for each in found]) == (expected, [type(each) for each in expected])
