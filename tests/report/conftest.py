"""What the tests of reports take from npm."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from harness.errors import PackageError
from harness.stage.packages import locked_packages, package_folders

TESTS = Path(__file__).parents[1]


@cache
def fetched(name: str) -> Path | str:
    """The folder of a package that tests/packages.toml names, or why it cannot be had."""
    try:
        return package_folders({name: locked_packages(TESTS)[name]})[name]
    except PackageError as error:
        return str(error)


@pytest.fixture
def npm_folder() -> Callable[[str], Path]:
    """The folder of a package, fetched on first use; the test is skipped with the reason where it cannot be had."""

    def folder(name: str) -> Path:
        there = fetched(name)
        if isinstance(there, str):
            pytest.skip(there)
        return there

    return folder
