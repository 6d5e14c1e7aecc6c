"""The settings that the pages show fit: every key, every rule, every option."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.audit.config import load_config
from harness.audit.registry import catalogue
from tests.docs.test_docs import TEXTS, blocks

SHOWN = [
    pytest.param(block, id=f"{place} {number}")
    for place, text in TEXTS.items()
    for number, block in enumerate(blocks(text, "toml"), 1)
    if "[tool.hstrack" in block
]


@pytest.mark.parametrize("block", SHOWN)
def test_settings_that_a_page_shows_fit(tmp_path: Path, block: str) -> None:
    (tmp_path / "pyproject.toml").write_text(block, encoding="utf-8")

    load_config(tmp_path).check(catalogue())


def test_the_settings_of_tests_and_of_audits_are_shown() -> None:
    assert {each.id.partition(" ")[0] for each in SHOWN if each.id} >= {"docs/testing.md", "docs/audit.md"}
