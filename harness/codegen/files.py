"""Where a recorded test and its plan are written: never over a file that is there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from harness.errors import UsageError

__all__ = ["check_place", "usual_test", "write_new"]


def usual_test(folder: Path) -> Path:
    """Where a test goes in a project: into its `tests`, if there is such a folder."""
    tests = folder / "tests"
    return (tests if tests.is_dir() else folder) / "test_tracking.py"


def check_place(path: Path, *, may_exist: bool) -> None:
    """Raises UsageError, before anything is recorded, when a file cannot be made, or is there and must not be."""
    folder = path.absolute().parent
    if not os.access(folder, os.W_OK):
        raise UsageError(f"{path}: cannot be written, for {folder} is no folder to write into; name another file")
    if not may_exist and os.access(path, os.F_OK):
        raise UsageError(f"{path}: is there already and is not overwritten; name another file")


def write_new(path: Path, text: str) -> Path:
    """Write a file, under the next free name (`test_tracking_2.py`) when this one is taken; the path that it got.

    Raises UsageError when it cannot be written.
    """
    try:
        free = next(name for name in _names(path) if not name.exists())
        with free.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); name another file") from None
    return free


def _names(path: Path) -> Iterator[Path]:
    yield path
    yield from (path.with_stem(f"{path.stem}_{number}") for number in count(2))
