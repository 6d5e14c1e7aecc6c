"""Recordings of the DevTools Recorder are read to the end, whatever is in them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.audit.recording import NEEDS, RecordedStep, Recording, read_recording, ways_to
from harness.errors import EvidenceError


def recording(*steps: object, **more: object) -> Recording:
    return read_recording(json.dumps({"title": "A visit", "steps": steps, **more}))


EVERY_KIND: dict[str, dict[str, Any]] = {
    "navigate": {"url": "https://www.acme.test/", "assertedEvents": [{"type": "navigation", "title": "Acme"}]},
    "click": {"selectors": [["aria/Menu"], ["#menu"]], "target": "main", "offsetX": 4, "offsetY": 2},
    "doubleClick": {"selectors": ["#menu"], "frame": [0, 1]},
    "hover": {"selectors": [["my-host", "#inner"]]},
    "change": {"selectors": ["#name"], "value": ""},
    "keyDown": {"key": "Enter"},
    "keyUp": {"key": "Enter"},
    "setViewport": {"width": 800, "height": 600, "isMobile": False},
    "scroll": {"x": 0, "y": 200.5},
    "waitForElement": {"selectors": [".item"], "operator": ">=", "count": 3},
    "waitForExpression": {"expression": "window.ready"},
}


def test_every_kind_of_step_is_read() -> None:
    told = recording(*({"type": kind, **step} for kind, step in EVERY_KIND.items()))
    assert (told.title, told.unread, told.start) == ("A visit", (), "https://www.acme.test/")
    assert told.steps == (
        RecordedStep(kind="navigate", url="https://www.acme.test/", navigates=True),
        RecordedStep(kind="click", selectors=(("aria/Menu",), ("#menu",))),
        RecordedStep(kind="doubleClick", selectors=(("#menu",),), frame=(0, 1)),
        RecordedStep(kind="hover", selectors=(("my-host", "#inner"),)),
        RecordedStep(kind="change", selectors=(("#name",),)),
        RecordedStep(kind="keyDown", key="Enter"),
        RecordedStep(kind="keyUp", key="Enter"),
        RecordedStep(kind="setViewport", width=800, height=600),
        RecordedStep(kind="scroll", y=200.5),
        RecordedStep(kind="waitForElement", selectors=((".item",),), operator=">=", count=3),
        RecordedStep(kind="waitForExpression", expression="window.ready"),
    )


@pytest.mark.parametrize("kind", [kind for kind, needed in NEEDS.items() if needed])
def test_a_step_without_what_it_needs_is_said_not_to_be_understood(kind: str) -> None:
    assert recording({"type": kind}).unread == (f"step 1 ({kind}) has no {NEEDS[kind][0]}",)


@pytest.mark.parametrize(
    ("step", "told"),
    [
        pytest.param({"type": "customStep"}, "step 1 is of a kind that is not known ('customStep')", id="custom"),
        pytest.param("click", "step 1 is no object", id="no object"),
        pytest.param(
            {"type": "navigate", "url": "file:///etc/passwd"},
            "step 1 (navigate) has no url",
            id="a file of the machine",
        ),
        pytest.param(
            {"type": "click", "selectors": ["", [], [1]]}, "step 1 (click) has no selectors", id="empty selectors"
        ),
    ],
)
def test_a_step_that_cannot_be_taken_is_told(step: object, told: str) -> None:
    assert recording(step) == Recording(title="A visit", unread=(told,))


def test_what_a_recording_says_of_the_network_and_its_end_is_left_out() -> None:
    assert recording({"type": "emulateNetworkConditions"}, {"type": "close"}) == Recording(title="A visit")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("{", "is no recording of the DevTools Recorder, for it is no JSON (", id="no JSON"),
        pytest.param(b"\xff", "is no recording of the DevTools Recorder, for it is no JSON (", id="no text"),
        pytest.param("[" * 100_000, "is no recording of the DevTools Recorder, for it is no JSON (", id="too deep"),
        pytest.param("[]", "is no recording of the DevTools Recorder: it has no list of steps;", id="a list"),
        pytest.param("{}", "is no recording of the DevTools Recorder: it has no list of steps;", id="no steps"),
        pytest.param(
            json.dumps({"steps": [{}] * 2001}), "has 2001 steps, more than the 2000 that are taken;", id="too many"
        ),
    ],
)
def test_what_is_no_recording_is_an_error(text: str | bytes, told: str) -> None:
    with pytest.raises(EvidenceError) as caught:
        read_recording(text)
    assert str(caught.value).startswith(told)


@pytest.mark.parametrize("number", ["true", "null", '"200"'])
def test_a_number_that_is_none_has_its_usual_value(number: str) -> None:
    (step,) = read_recording(f'{{"steps": [{{"type": "scroll", "y": {number}}}]}}').steps
    assert step.y == 0


@pytest.mark.parametrize(
    ("selector", "first"),
    [
        pytest.param(("#menu",), "css=#menu", id="css"),
        pytest.param(("a/b",), "css=a/b", id="a slash that names no kind"),
        pytest.param(("xpath///*[@id='menu']",), "xpath=//*[@id='menu']", id="xpath"),
        pytest.param(("pierce/#menu",), "css=#menu", id="pierce"),
        pytest.param(("text/Menu",), 'text="Menu"', id="text"),
        pytest.param(("aria/Menu",), 'role=button[name="Menu"s]', id="a name alone"),
        pytest.param(('aria/Menu[role="tab"]',), 'role=tab[name="Menu"s]', id="a name and a role"),
        pytest.param(('aria/[role="main"]',), "role=main", id="a role alone"),
        pytest.param(("aria/",), "css=*", id="neither"),
        pytest.param(("my-host", "#inner"), "css=my-host >> css=#inner", id="through a shadow root"),
    ],
)
def test_a_selector_is_said_as_playwright_has_it(selector: tuple[str, ...], first: str) -> None:
    assert ways_to(selector)[0] == first


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
FIELDS = ("url", "selectors", "frame", "value", "key", "x", "y", "width", "count", "operator", "expression")
STEPS = st.fixed_dictionaries(
    {"type": st.sampled_from([*NEEDS, "customStep"])}, optional=dict.fromkeys(FIELDS, ANYTHING)
)


@given(st.lists(STEPS | ANYTHING, max_size=6))
def test_any_steps_are_read_or_told(steps: list[object]) -> None:
    told = recording(*steps)
    left_out = [step for step in steps if isinstance(step, dict) and step.get("type") in ("close",)]
    assert len(told.steps) + len(told.unread) + len(left_out) == len(steps)
    assert [way for step in told.steps for selector in step.selectors for way in ways_to(selector) if not way] == []
