"""`hstrack completion`: the script for each shell, and what it completes."""

from __future__ import annotations

import os
import subprocess
import sys

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from harness.audit.registry import catalogue
from harness.cli._complete import rule_ids
from harness.cli.main import cli
from harness.stage.site import bundled_sites


def completed(*words: str) -> list[str]:
    """What may stand at the place of the last word."""
    return [item.value for item in ShellComplete(cli, {}, "hstrack", "_").get_completions([*words[:-1]], words[-1])]


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        ("bash", "complete -o nosort -F _hstrack_completion hstrack"),
        ("zsh", "compdef _hstrack_completion hstrack"),
        ("fish", "complete --no-files --command hstrack"),
    ],
)
def test_the_script_registers_the_command(shell: str, line: str) -> None:
    assert line in CliRunner().invoke(cli, ["completion", shell]).output


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param(("completi",), ["completion"], id="a verb"),
        pytest.param(("plan", ""), ["check", "infer"], id="a verb of a verb"),
        pytest.param(("rules", "--h"), ["--help"], id="an option"),
        pytest.param(("audit", "--fail-on", ""), ["error", "warning", "note"], id="a choice"),
        pytest.param(("rule", "placeholder-e"), ["placeholder-email"], id="a rule"),
        pytest.param(("serve", "exem"), ["exemplary"], id="a sample site"),
        pytest.param(("audit", "--site", "exem"), ["exemplary"], id="a sample site as an option"),
        pytest.param(("serve", "sp", ""), [], id="no more"),
    ],
)
def test_a_word_is_completed(words: tuple[str, ...], found: list[str]) -> None:
    assert completed(*words) == found


def test_every_rule_can_be_completed() -> None:
    parameter = click.Argument(["rule_id"])

    assert rule_ids(click.Context(cli), parameter, "") == [rule.id for rule in catalogue()]


def test_every_site_can_be_completed() -> None:
    assert completed("serve", "") == list(bundled_sites())


def test_a_shell_is_answered_by_the_command_itself() -> None:
    asked = {**os.environ, "_HSTRACK_COMPLETE": "bash_complete", "COMP_WORDS": "hstrack rul", "COMP_CWORD": "1"}
    command = [sys.executable, "-m", "harness"]
    done = subprocess.run(command, env=asked, capture_output=True, text=True, check=True, timeout=60)  # noqa: S603 - ours

    assert done.stdout.splitlines() == ["plain,rule", "plain,rules"]
