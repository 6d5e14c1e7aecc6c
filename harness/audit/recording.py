"""A journey that was recorded in the browser: the JSON that the Recorder of Chrome's DevTools exports.

The format is that of Puppeteer Replay: https://github.com/puppeteer/replay/blob/main/docs/api/modules/Schema.md
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, cast

import msgspec

from harness.errors import EvidenceError
from harness.wire.words import plain, quoted

__all__ = ["Kind", "RecordedStep", "Recording", "read_recording", "ways_to"]

Kind = Literal[
    "navigate", "click", "doubleClick", "hover", "change", "keyDown", "keyUp", "setViewport", "scroll",
    "waitForElement", "waitForExpression",
]  # fmt: skip
NEEDS: Mapping[str, tuple[str, ...]] = {
    "navigate": ("url",),
    "click": ("selectors",),
    "doubleClick": ("selectors",),
    "hover": ("selectors",),
    "change": ("selectors", "value"),
    "keyDown": ("key",),
    "keyUp": ("key",),
    "setViewport": ("width", "height"),
    "scroll": (),
    "waitForElement": ("selectors",),
    "waitForExpression": ("expression",),
}
"""What a step of each kind cannot do without."""

WITHOUT_EFFECT = {"close", "emulateNetworkConditions"}
OPERATORS = (">=", "==", "<=")
MOST_STEPS = 2_000
MOST_WAYS = 20
LONGEST = 10_000
LARGEST_SIDE = 10_000

# What DevTools calls by its name alone, without a role.
ROLES = ("button", "link", "textbox", "checkbox", "radio", "combobox", "menuitem", "tab", "option", "switch", "heading")
ARIA = re.compile(r'(?P<name>.*?)(?:\[role="(?P<role>[\w-]+)"\])?', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedStep:
    """One step; what is not of its kind has its usual value.

    `selectors` are ways to one element, each a path through shadow roots and ancestors; `frame` are the places of the
    frames that lead to it. `navigates` says that the step led to another document.
    """

    kind: Kind
    url: str = ""
    selectors: tuple[tuple[str, ...], ...] = ()
    frame: tuple[int, ...] = ()
    value: str = ""
    key: str = ""
    x: float = 0
    y: float = 0
    width: int = 0
    height: int = 0
    operator: str = "=="
    count: int = 1
    expression: str = ""
    button: str = "primary"
    navigates: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What somebody did; `unread` has a clause on each step that is not understood."""

    title: str = ""
    steps: tuple[RecordedStep, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def start(self) -> str | None:
        """The address at which it begins, or None."""
        return next((step.url for step in self.steps if step.kind == "navigate"), None)


def read_recording(text: bytes | str) -> Recording:
    """The recording of an export; raises EvidenceError for what is none."""
    try:
        told = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise EvidenceError(f"is no recording of the DevTools Recorder, for it is no JSON ({error})") from None
    steps = told.get("steps") if isinstance(told, dict) else None
    if not isinstance(steps, list):
        raise EvidenceError("is no recording of the DevTools Recorder: it has no list of steps; export it as JSON")
    if len(steps) > MOST_STEPS:
        raise EvidenceError(f"has {len(steps)} steps, more than the {MOST_STEPS} that are taken; record a shorter one")
    read = [_step(place, step) for place, step in enumerate(steps, 1)]
    return Recording(
        title=plain(_text(told, "title"), 200),
        steps=tuple(step for step in read if isinstance(step, RecordedStep)),
        unread=tuple(step for step in read if isinstance(step, str)),
    )


def ways_to(selector: tuple[str, ...]) -> tuple[str, ...]:
    """Playwright's selectors for one way to an element, the likeliest first."""
    *path, last = selector
    before = [_selector(part)[0] for part in path]
    return tuple(" >> ".join((*before, end)) for end in _selector(last))


def _step(place: int, told: object) -> RecordedStep | str | None:
    if not isinstance(told, dict):
        return f"step {place} is no object"
    kind = _text(told, "type")
    if kind in WITHOUT_EFFECT:
        return None
    if kind not in NEEDS:
        return f"step {place} is of a kind that is not known ({quoted(kind)})"
    step = RecordedStep(
        kind=cast("Kind", kind),
        url=_text(told, "url"),
        selectors=tuple(_selectors(told.get("selectors"))),
        frame=_frame(told.get("frame")),
        value=_text(told, "value"),
        key=_text(told, "key"),
        x=_number(told, "x"),
        y=_number(told, "y"),
        width=_side(told, "width"),
        height=_side(told, "height"),
        operator=_text(told, "operator") if told.get("operator") in OPERATORS else "==",
        count=int(_number(told, "count", 1)),
        expression=_text(told, "expression"),
        button=_text(told, "button") or "primary",
        navigates=_navigates(told.get("assertedEvents")),
    )
    missing = [name for name in NEEDS[kind] if not _has(told, step, name)]
    return f"step {place} ({kind}) has no {missing[0]}" if missing else step


def _has(told: Mapping[str, object], step: RecordedStep, name: str) -> bool:
    """Whether the step says what its kind needs; a value may be empty, for a field may be cleared."""
    if name == "value":
        return isinstance(told.get("value"), str)
    if name == "url":
        return step.url.startswith(("http://", "https://"))
    return bool(getattr(step, name))


def _selectors(told: object) -> Iterator[tuple[str, ...]]:
    for each in told[:MOST_WAYS] if isinstance(told, list) else ():
        parts = each if isinstance(each, list) else [each]
        if parts and all(isinstance(part, str) and part.strip() for part in parts):
            yield tuple(part[:LONGEST] for part in parts[:MOST_WAYS])


def _selector(part: str) -> tuple[str, ...]:
    kind, slash, rest = part.partition("/")
    match kind if slash else "":
        case "aria":
            return _aria(rest)
        case "xpath":
            return (f"xpath={rest}",)
        case "text":
            return (f"text={json.dumps(rest)}", f"text={rest}")
        case "pierce":
            return (f"css={rest}",)
        case _:
            return (f"css={part}",)


def _aria(text: str) -> tuple[str, ...]:
    found = ARIA.fullmatch(text)
    name, role = (found["name"], found["role"]) if found else (text, None)
    named = f"[name={json.dumps(name, ensure_ascii=False)}s]" if name else ""
    roles = (role,) if role else ROLES if name else ()
    label = (f"css=[aria-label={json.dumps(name, ensure_ascii=False)}]",) if name else ()
    return (*(f"role={each}{named}" for each in roles), *label) or ("css=*",)


def _frame(told: object) -> tuple[int, ...]:
    places = told if isinstance(told, list) else []
    return tuple(place for place in places[:MOST_WAYS] if isinstance(place, int) and 0 <= place < LARGEST_SIDE)


def _navigates(told: object) -> bool:
    events = told if isinstance(told, list) else []
    return any(isinstance(event, dict) and event.get("type") == "navigation" for event in events)


def _text(told: Mapping[str, object], name: str) -> str:
    value = told.get(name)
    return value[:LONGEST] if isinstance(value, str) else ""


def _number(told: Mapping[str, object], name: str, usual: float = 0) -> float:
    value = told.get(name)
    fits = isinstance(value, int | float) and not isinstance(value, bool)
    return max(-1e6, min(1e6, cast("float", value))) if fits else usual


def _side(told: Mapping[str, object], name: str) -> int:
    return max(0, min(LARGEST_SIDE, int(_number(told, name))))
