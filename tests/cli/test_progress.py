"""What an audit tells at a terminal while it works."""

from __future__ import annotations

import io

import pytest

from harness.audit.gather import Progress
from harness.cli._progress import Telling, progress_line


class Terminal(io.StringIO):
    """A stream that people read."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("progress", "line"),
    [
        pytest.param(
            Progress(pages=12, hits=40, waiting=80, elapsed_s=4.0),
            "12 pages, 40 hits, 3.0 pages/s, 80 to come, about 27 s left",
            id="under way",
        ),
        pytest.param(
            Progress(pages=60, hits=1, waiting=1_200, elapsed_s=60.0),
            "60 pages, 1 hit, 1.0 pages/s, 1,200 to come, about 20 min left",
            id="a long way",
        ),
        pytest.param(Progress(pages=1, hits=0, elapsed_s=2.0), "1 page, 0 hits, 0.5 pages/s", id="the end"),
        pytest.param(Progress(waiting=3), "0 pages, 0 hits, 0.0 pages/s, 3 to come", id="the beginning"),
    ],
)
def test_a_crawl_tells_how_far_it_is(progress: Progress, line: str) -> None:
    assert progress_line(progress) == line


def test_a_terminal_has_one_line_for_a_crawl_and_others_for_the_rest() -> None:
    telling = Telling(Terminal())
    for pages in (1, 2):
        telling.progress(Progress(pages=pages, elapsed_s=1.0))
    telling.say("closing")
    telling.end()
    assert telling.stream.getvalue() == (  # type: ignore[attr-defined]  # a StringIO
        "\r\x1b[Khstrack: 1 page, 0 hits, 1.0 pages/s\r\x1b[Khstrack: 2 pages, 0 hits, 2.0 pages/s\nhstrack: closing\n"
    )


def test_a_program_is_told_nothing() -> None:
    telling = Telling(io.StringIO())
    telling.say("opening")
    telling.progress(Progress(pages=1))
    assert telling.stream.getvalue() == ""  # type: ignore[attr-defined]  # a StringIO
