"""Who decides a setting: the command line, then the project's file, then what is usual."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from harness.options import Options
from harness.project import Project

PROJECT = Project(
    file=Path("pyproject.toml"),
    values={"tracker": "live", "deliver": True, "allow-host": "*.acme.test"},
    lines={"tracker": 3, "deliver": 4},
)


def options(project: Project = PROJECT, root: Path = Path(), **given: Any) -> Options:
    return Options(lambda name: given.get(name), project, root)


@pytest.mark.parametrize(
    ("given", "tracker"),
    [pytest.param({"hubspot_tracker": "standin"}, "standin", id="given"), pytest.param({}, "live", id="said")],
)
def test_the_command_line_goes_before_the_projects_file(given: dict[str, Any], tracker: str) -> None:
    assert options(**given)["tracker"] == tracker


def test_what_the_file_switches_on_the_command_line_switches_off() -> None:
    assert options(hubspot_deliver=False)["deliver"] is False


@pytest.mark.parametrize(("key", "usual"), [("tracker", "standin"), ("site", None), ("allow-host", ())])
def test_what_nobody_says_is_as_usual(key: str, usual: object) -> None:
    assert options(Project())[key] == usual


def test_lists_of_both_places_are_added_up() -> None:
    assert options(hubspot_allow_host=["cdn.test"])["allow-host"] == ("cdn.test", "*.acme.test")


@pytest.mark.parametrize(
    ("key", "given", "origin"),
    [
        pytest.param("deliver", {"hubspot_deliver": True}, "--hubspot-deliver", id="given"),
        pytest.param("deliver", {}, "deliver in pyproject.toml:4", id="said"),
        pytest.param("allow-host", {}, "allow-host in pyproject.toml", id="said in an unknown line"),
        pytest.param("site", {}, "--hubspot-site", id="said by nobody"),
    ],
)
def test_the_origin_of_a_value_is_known(key: str, given: dict[str, Any], origin: str) -> None:
    assert options(**given).origin(key) == origin


def test_a_browser_of_the_project_is_found_from_its_folder(tmp_path: Path) -> None:
    program = tmp_path / "chrome"
    program.touch()
    project = Project(values={"browser-path": "chrome"})

    assert options(project, tmp_path)["browser-path"] == str(program)
    assert options(project, tmp_path / "elsewhere")["browser-path"] == "chrome"
