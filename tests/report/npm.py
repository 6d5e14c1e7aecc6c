"""What the tests of reports take from npm, as tests/packages.toml names it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from harness.errors import PackageError
from harness.stage.packages import locked_packages, package_folders

__all__ = ["fetched"]

TESTS = Path(__file__).parents[1]


@cache
def fetched(name: str) -> Path | str:
    """The folder of a package, fetched on first use, or why it cannot be had."""
    try:
        return package_folders({name: locked_packages(TESTS)[name]})[name]
    except PackageError as error:
        return str(error)
