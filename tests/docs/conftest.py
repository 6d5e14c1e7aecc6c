"""Runs the tests that the pages show, as a reader would."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.nested import SETTINGS

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder in which tests of the pages run, with the sample sites in it."""
    (tmp_path / "pytest.ini").write_text(SETTINGS)
    (tmp_path / "sites").symlink_to(ROOT / "sites")
    return tmp_path
