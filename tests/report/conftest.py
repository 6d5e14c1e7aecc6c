"""What the tests of reports share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.report.npm import fetched


@pytest.fixture
def npm_folder() -> Callable[[str], Path]:
    """The folder of a package of npm; the test is skipped with the reason where it cannot be had."""

    def folder(name: str) -> Path:
        there = fetched(name)
        if isinstance(there, str):
            pytest.skip(there)
        return there

    return folder
