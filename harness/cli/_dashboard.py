"""The pages of a fleet, written into a folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from harness.errors import UsageError

if TYPE_CHECKING:
    from harness.fleet.history import History

__all__ = ["written"]

RUNS = 30
"""The runs that are shown; a site that none of them came to is no longer of the fleet."""


def written(history: History, name: str, folder: Path) -> str:
    """Write the pages; a sentence says where. Raises UsageError where they cannot be written."""
    from harness.fleet.dashboard import Fleet, pages_of, row_of
    from harness.fleet.reading import courses_of, news_of, runs_of

    def report(page: str) -> str:
        file = history.file.absolute().parent / page
        return quote(Path(os.path.relpath(file, folder.absolute())).as_posix()) if page and file.is_file() else ""

    runs = runs_of(history, name, RUNS)
    oldest = min((run.number for run in runs), default=0)
    courses = (course for course in courses_of(history, name) if course.now.run >= oldest)
    fleet = Fleet(
        name=name,
        runs=runs,
        regressions=news_of(history, name, wanted=lambda change: change.is_regression),
        rows=[row_of(course, report) for course in courses],
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, text in pages_of(fleet):
            (folder / file).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{folder}: the pages cannot be written ({error.strerror}); name another folder") from None
    return f"{folder / 'index.html'}: {len(fleet.rows)} sites of {name}"
