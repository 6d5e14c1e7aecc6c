"""What an audit tells at a terminal while it works."""

from __future__ import annotations

import io

import pytest

from harness.audit.finding import Findings, finding
from harness.audit.gather import Progress
from harness.audit.rule import rule
from harness.audit.testing import page_view, visit
from harness.audit.visit import Visit
from harness.cli._progress import Telling, progress_line
from harness.report.build import GrowingReport


class Terminal(io.StringIO):
    """A stream that people read."""

    def isatty(self) -> bool:
        return True


@rule(family="custom", severity="warning", needs={"hits"})
def every_view(visit: Visit) -> Findings:
    """A view is sent."""
    for hit in visit.hits:
        yield finding("a view was sent", at=hit)


@pytest.mark.parametrize(
    ("progress", "line"),
    [
        pytest.param(
            Progress(pages=12, hits=40, waiting=80, elapsed_s=4.0),
            "12 pages, 40 hits, no visit judged yet, 3.0 pages/s, 80 to come, about 27 s left",
            id="under way",
        ),
        pytest.param(
            Progress(pages=60, hits=1, waiting=1_200, elapsed_s=60.0),
            "60 pages, 1 hit, no visit judged yet, 1.0 pages/s, 1,200 to come, about 20 min left",
            id="a long way",
        ),
        pytest.param(
            Progress(pages=1, hits=0, elapsed_s=2.0), "1 page, 0 hits, no visit judged yet, 0.5 pages/s", id="the end"
        ),
        pytest.param(
            Progress(waiting=3), "0 pages, 0 hits, no visit judged yet, 0.0 pages/s, 3 to come", id="the beginning"
        ),
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
        "\r\x1b[Khstrack: 1 page, 0 hits, no visit judged yet, 1.0 pages/s"
        "\r\x1b[Khstrack: 2 pages, 0 hits, no visit judged yet, 2.0 pages/s"
        "\nhstrack: closing\n"
    )


def test_what_was_found_is_told_as_soon_as_a_visit_is_judged() -> None:
    telling = Telling(Terminal())
    telling.progress(Progress(pages=3, elapsed_s=1.0))
    judge = telling.judging(GrowingReport([every_view]))
    judge(visit(page_view("/"), page_view("/about")))
    judge(visit(page_view("/")))
    telling.end()
    judge(visit(page_view("/")))
    assert telling.stream.getvalue() == (  # type: ignore[attr-defined]  # a StringIO
        "\r\x1b[Khstrack: 3 pages, 0 hits, no visit judged yet, 3.0 pages/s"
        "\r\x1b[Khstrack: 3 pages, 0 hits, 2 findings in 1 visit, 3.0 pages/s"
        "\r\x1b[Khstrack: 3 pages, 0 hits, 3 findings in 2 visits, 3.0 pages/s\n"
    )


def test_each_crawl_has_a_line_of_its_own() -> None:
    telling = Telling(Terminal())
    for pages in (2, 1):
        telling.progress(Progress(pages=pages, elapsed_s=1.0))
    assert telling.stream.getvalue() == (  # type: ignore[attr-defined]  # a StringIO
        "\r\x1b[Khstrack: 2 pages, 0 hits, no visit judged yet, 2.0 pages/s\n"
        "\r\x1b[Khstrack: 1 page, 0 hits, no visit judged yet, 1.0 pages/s"
    )


def test_a_program_is_told_nothing() -> None:
    telling = Telling(io.StringIO())
    telling.say("opening")
    telling.progress(Progress(pages=1))
    assert telling.stream.getvalue() == ""  # type: ignore[attr-defined]  # a StringIO
