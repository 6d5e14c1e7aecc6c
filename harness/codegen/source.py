"""The test that repeats a visit, as the text of a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from harness.capture.timeline import Timeline
from harness.codegen.actions import PASSWORD, Action, Course, page_name
from harness.codegen.code import arguments, laid_out, literal, names_in
from harness.codegen.disguise import Disguise
from harness.codegen.expectations import steps_of

__all__ = ["Recording", "source_of"]

NAME = "test_the_visit_is_tracked"
STANDARD = {"os": "import os", "re": "import re", "ANY": "from unittest.mock import ANY"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A visit that was recorded: where it began, what was done, what was sent.

    `mark` are the arguments of the test's marker, `options` those that pytest needs besides.
    """

    start: str
    course: Course
    timeline: Timeline
    mark: Mapping[str, object] = field(default_factory=dict)
    options: Sequence[str] = ()


def source_of(recording: Recording) -> str:
    """The text of a test file that does the same and expects the same."""
    disguise = Disguise(_typed(recording))
    paragraphs: list[list[str]] = [[]]
    for step in steps_of(recording.course, recording.timeline, disguise):
        actions = _action_lines(step.action, disguise) if step.action else ()
        paragraphs[-1] += [*actions, *(_line(line, disguise) for line in step.lines)]
        if step.lines:
            paragraphs.append([])
    body = "\n\n".join("\n".join(lines) for lines in paragraphs if lines)
    test = f"{_mark(recording)}def {NAME}(page: Page, hubspot: Hubspot) -> None:\n{body}\n"
    return "\n".join([*_heading(recording, disguise, body), "", *_imports(test), "", "", test])


def _typed(recording: Recording) -> Iterator[str]:
    """What the visitor typed, into pages and into the address bar."""
    yield recording.start
    for action in recording.course.actions:
        yield from action.gesture.values if action.gesture else [action.code]


def _action_lines(action: Action, disguise: Disguise) -> Iterator[str]:
    if action.gesture and action.opens:
        yield f"    with {page_name(action.gesture.page)}.expect_popup() as opened:"
        yield _line(action.code, disguise, indent=8)
        yield f"    {page_name(action.opens)} = opened.value"
    else:
        yield _line(action.code, disguise)


def _line(code: str, disguise: Disguise, indent: int = 4) -> str:
    text = disguise(code)
    is_expression = not (text.startswith("#") or " = " in text.partition("(")[0])
    return laid_out(text, indent) if is_expression else f"{' ' * indent}{text}"


def _heading(recording: Recording, disguise: Disguise, body: str) -> Iterator[str]:
    """The file's docstring: how it was made, and what somebody has to know who runs it."""
    start = disguise(recording.start).replace("\\", "%5C").replace('"', "%22")
    yield f'"""A visit that began at {start}, recorded by hstrack codegen.'
    yield ""
    yield "Read it through: what was seen is not always what is meant."
    if disguise.names:
        yield "E-mail addresses that were typed are replaced by made-up ones."
    if PASSWORD in body:
        yield f"The password that was typed is not in here: {PASSWORD} has to hold one."
    if recording.options:
        yield f"Run it with: pytest {' '.join(recording.options)}"
    yield '"""'


def _imports(test: str) -> Iterator[str]:
    names = names_in(test)
    if used := [line for name, line in STANDARD.items() if name in names]:
        yield from [*used, ""]
    if "pytest" in names:
        yield "import pytest"
    yield from ["from playwright.sync_api import Page", "", "from harness import Hubspot, expect"]


def _mark(recording: Recording) -> str:
    if not recording.mark:
        return ""
    given = arguments({name: literal(value) for name, value in recording.mark.items()})
    return f"@{laid_out(f'pytest.mark.hubspot({given})', indent=0)}\n"
