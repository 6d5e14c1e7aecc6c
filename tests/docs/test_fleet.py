"""The page on fleets: what it has you type exists, and its schedules do what it says."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import click
import pytest
import yaml

from harness.cli.main import cli

PAGE = (Path(__file__).parents[2] / "docs" / "fleet.md").read_text(encoding="utf-8")
COMMANDS = sorted(
    {each.strip() for each in re.findall(r"hstrack (?:fleet|history) [^\n;|&#\"`{]*", PAGE)} - {"hstrack fleet"}
)
GITHUB = yaml.safe_load(PAGE.partition("### GitHub")[2].partition("```yaml")[2].partition("```")[0])
AIRFLOW = re.search(r'"(hstrack fleet run .*?)"\s+" \{\{.*?\}\} (.*?)"', PAGE, re.DOTALL)
assert AIRFLOW


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_page_is_understood(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sites.csv").touch()

    assert parsed(cli, shlex.split(line.replace("sites/*.toml", "sites.csv")))


def parsed(command: click.Command | None, words: list[str]) -> click.Context:
    """What a command makes of what follows its name, without doing it."""
    name, *rest = words
    assert command, name
    context = command.make_context(name, [*rest])
    return parsed(command.get_command(context, rest[0]), rest) if isinstance(command, click.Group) else context


@pytest.mark.parametrize("code", [0, 1, 2])
@pytest.mark.parametrize(
    "command",
    [
        pytest.param(
            next(each["run"] for each in GITHUB["jobs"]["fleet"]["steps"] if "fleet run" in each.get("run", "")),
            id="GitHub",
        ),
        pytest.param(" ".join(AIRFLOW.groups()), id="Airflow"),
    ],
)
def test_a_scheduled_run_fails_where_a_site_could_not_be_visited_and_not_where_one_is_worse(
    command: str, code: int
) -> None:
    done = subprocess.run(  # noqa: S603 - a line of our page, with nobody behind it
        ["/bin/sh", "-ec", f"hstrack() {{ return {code}; }}\n{command}"], check=False
    )

    assert (done.returncode == 0) is (code != 2)


def test_the_history_is_saved_whatever_happened() -> None:
    (saved,) = [each for each in GITHUB["jobs"]["fleet"]["steps"] if "cache/save" in each.get("uses", "")]

    assert (saved["if"], saved["with"]["path"]) == ("always()", "fleet")
