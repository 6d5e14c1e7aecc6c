"""docs/cli.md is what the commands say of themselves."""

from __future__ import annotations

from pathlib import Path

from docs._generate.cli import page

CLI = Path(__file__).parents[2] / "docs" / "cli.md"


def test_the_page_of_the_command_line_is_what_the_commands_say() -> None:
    assert CLI.read_text(encoding="utf-8") == page(), "python -m docs._generate.cli > docs/cli.md writes it anew"
