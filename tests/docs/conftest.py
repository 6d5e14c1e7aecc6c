"""Runs the tests that the pages show, as a reader would."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.stage.browsers import find_browser

ROOT = Path(__file__).parents[2]
SETTINGS = """
[pytest]
addopts = -p no:randomly -p no:cacheprovider -q
filterwarnings =
    error
    ignore:Session-scoped fixtures defined as instance methods:pytest.PytestRemovedIn10Warning
"""


@pytest.fixture(scope="session")
def browser_path() -> str:
    """The browser, found before pytester moves the home folder away."""
    return find_browser("chromium").executable_path or ""


@pytest.fixture
def run(pytester: pytest.Pytester, browser_path: str, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A folder in which tests of the pages run, with the sample sites in it."""
    monkeypatch.setenv("HSTRACK_BROWSER", browser_path)
    pytester.makeini(SETTINGS)
    (pytester.path / "sites").symlink_to(ROOT / "sites")
    return pytester
