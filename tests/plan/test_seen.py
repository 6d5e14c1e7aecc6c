"""What is seen of the events and properties of some visits."""

from __future__ import annotations

import pytest

from harness.audit.testing import event, legacy_event, page_view, timeline
from harness.capture.timeline import JsonValue
from harness.plan.seen import SeenEvent, SeenProperty, seen_events
from harness.wire.hits import CustomEvent, LegacyEvent
from tests.plan.builders import NAME, registered


def seen(*values: JsonValue) -> SeenProperty:
    """A property that had these values, one on each hit."""
    found = SeenProperty()
    _ = [found.add(value) for value in values]
    return found


@pytest.mark.parametrize(
    ("values", "names"),
    [
        pytest.param(("a",), ("string",), id="a text"),
        pytest.param((1, 2.0), ("integer",), id="whole numbers"),
        pytest.param((1, 2.5), ("number",), id="numbers"),
        pytest.param((True, None), ("boolean", "null"), id="sometimes nothing"),
        pytest.param(([1], "a"), ("string", "array"), id="a list or a text"),
        pytest.param(({}, "a"), (), id="an object"),
    ],
)
def test_the_types_of_a_property(values: tuple[JsonValue, ...], names: tuple[str, ...]) -> None:
    assert seen(*values).type_names == names


@pytest.mark.parametrize(
    ("values", "choices"),
    [
        pytest.param((*["b"] * 4, *["a"] * 2), ("b", "a"), id="few and repeated"),
        pytest.param(("a", "a", "b", "b"), (), id="too few hits"),
        pytest.param((*["a"] * 6, "b"), (), id="one value only once"),
        pytest.param(["a"] * 9, (), id="only one value"),
        pytest.param([*"abcdefg"] * 4, (), id="too many values"),
        pytest.param([1, 2] * 4, (), id="numbers"),
        pytest.param((*["a", "b"] * 4, None), (), id="sometimes nothing"),
        pytest.param(["ada@acme.test", "grace@acme.test"] * 4, (), id="e-mail addresses"),
        pytest.param(["a", "b" * 41] * 4, (), id="long texts"),
    ],
)
def test_values_are_all_there_are_when_they_are_clearly_few_and_repeated(
    values: list[JsonValue], choices: tuple[str, ...]
) -> None:
    assert seen(*values).choices == choices


def test_events_are_seen_by_name_and_properties_by_the_call_behind_them() -> None:
    visits = [
        timeline(page_view("/"), *registered({"price": 90}, price="90"), legacy_event("7")),
        timeline(event(NAME, price="90.5", level="new"), event(None)),
    ]

    assert seen_events(visits, CustomEvent) == {
        NAME: SeenEvent(hits=2, properties={"price": seen(90, 90.5), "level": seen("new")}),
        None: SeenEvent(hits=1),
    }
    assert seen_events(visits, LegacyEvent) == {"7": SeenEvent(hits=1)}


def test_a_value_that_only_its_text_tells_is_no_list_unless_it_repeats() -> None:
    single, several = event(NAME, level="new"), CustomEvent(name=NAME, properties=(("level", "1"), ("level", "2")))
    found = seen_events([timeline(single, several)], CustomEvent)[NAME]

    assert found.properties == {"level": seen("new", [1, 2])}
