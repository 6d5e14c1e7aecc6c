"""The test file as a whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from harness.audit.testing import START, event, page_view, sent, timeline
from harness.codegen.actions import Course, course_of
from harness.codegen.reports import Gesture, Opening
from harness.codegen.source import Recording, source_of
from harness.wire.hits import PageView
from tests.codegen.doings import HOME, click, fill, load

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).with_name("golden_test.txt")


@pytest.fixture
def whole() -> Recording:
    """A visit in which a little of everything happens."""
    at = START.timestamp()
    reports = [
        load(at),
        fill(at + 1, "grace@acme.test"),
        Gesture(at=at + 2, page=1, method="fill", locator='get_by_label("Password")', secret=True),
        click(at + 3, 'get_by_role("button", name="Sign up")'),
        click(at + 4),
        Opening(at=at + 4.1, page=2, opener=1),
        load(at + 4.2, "help", page=2, referred=True),
        click(at + 5, "", page=2),
        load(at + 6, "grace@acme.test", page=3),
    ]
    hits = [
        page_view(at_s=0.1),
        sent(PageView(), on="/welcome", email="grace@acme.test", at_s=3.1),
        page_view("/help/0123456789abcdef0123456789abcdef", at_s=4.3),
        event("pe4242_help", token="0123456789abcdef0123456789abcdef", at_s=4.4),
    ]
    return Recording(
        start=f'{HOME}?"',
        course=course_of(reports, HOME),
        timeline=timeline(*hits),
        mark={"site": "spa", "allow": ["malformed"]},
        options=["--hubspot-resolve=www.acme.test:443:10.0.0.7"],
    )


def test_a_recording_becomes_a_test_file(whole: Recording) -> None:
    assert source_of(whole) == GOLDEN.read_text(encoding="utf-8")


def test_nobody_who_typed_is_named(whole: Recording) -> None:
    assert "grace@acme" not in source_of(whole)


def test_what_is_not_needed_is_not_said() -> None:
    text = source_of(Recording(start=HOME, course=Course(actions=(), ended_at=None), timeline=timeline()))

    assert text == (
        '"""A visit that began at https://www.acme.test/, recorded by hstrack codegen.\n'
        "\n"
        "Read it through: what was seen is not always what is meant.\n"
        '"""\n'
        "\n"
        "from playwright.sync_api import Page\n"
        "\n"
        "from harness import Hubspot, expect\n"
        "\n"
        "\n"
        "def test_the_visit_is_tracked(page: Page, hubspot: Hubspot) -> None:\n"
        "    expect(hubspot.hit()).not_to_be_sent()\n"
    )


@pytest.mark.parametrize(
    "tool", [("mypy", "--strict"), ("ruff", "format", "--isolated", "--check")], ids=lambda tool: tool[0]
)
def test_the_file_satisfies_the_tools(tool: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "test_tracking.py"
    file.write_text(GOLDEN.read_text(encoding="utf-8"), encoding="utf-8")

    done = subprocess.run(  # noqa: S603 - the project's own tools
        [sys.executable, "-m", *tool, file], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )

    assert done.returncode == 0, done.stdout
