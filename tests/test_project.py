"""The project's own file: where it is found, what it may say, and how a mistake is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.errors import ConfigError
from harness.project import Project, read_project


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project's folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(folder: Path, text: str, name: str = "pyproject.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_project_of_its_own_file_is_read(folder: Path) -> None:
    project = read_project(written(folder, 'site = "spa"\n\n[audit]\nfail_on = "note"\n', "hstrack.toml"))

    assert project == Project(
        file=folder / "hstrack.toml",
        values={"site": "spa", "audit": {"fail_on": "note"}},
        lines={"site": 1, "audit": 3},
    )


def test_a_table_of_the_projects_file_is_read(folder: Path) -> None:
    text = """\
[project]
site = "none of ours"

[tool.hstrack]
"portal" = 4242
allow-host = [
  "*.acme.test",
]
[tool.hstrack.audit.rules.placeholder-email]
severity = "note"
[tool.hstrack.audit]
fail_on = "note"
[tool.other]
tracker = "none of ours"
"""

    assert read_project(written(folder, text)) == Project(
        file=folder / "pyproject.toml",
        values={
            "portal": 4242,
            "allow-host": ["*.acme.test"],
            "audit": {"rules": {"placeholder-email": {"severity": "note"}}, "fail_on": "note"},
        },
        lines={"portal": 5, "allow-host": 6, "audit": 9},
    )


def test_its_own_file_goes_before_the_projects(folder: Path) -> None:
    written(folder, '[tool.hstrack]\nsite = "spa"\n')

    assert read_project(written(folder, "", "hstrack.toml")).values == {}


@pytest.mark.parametrize(
    "text", ["", "tool = 1\n", "[tool.ruff]\n", "[tool]\nhstrack = 1\n"], ids=["empty", "no table", "another", "a text"]
)
def test_a_project_that_says_nothing_has_no_values(folder: Path, text: str) -> None:
    assert read_project(written(folder, text)).values == {}


def test_a_folder_without_files_has_no_values(folder: Path) -> None:
    assert read_project(folder) == Project()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param(
            '[tool.hstrack]\ntrackr = "live"\n',
            "pyproject.toml:2: there is no setting 'trackr'; did you mean 'tracker'?",
            id="a typo",
        ),
        pytest.param(
            "[tool.hstrack.audti]\n",
            "pyproject.toml:1: there is no setting 'audti'; did you mean 'audit'?",
            id="a typo in a table's name",
        ),
        pytest.param(
            "[tool.hstrack]\nallow_host = 1\n",
            "pyproject.toml:2: there is no setting 'allow_host'; did you mean 'allow-host'?",
            id="an underscore",
        ),
        pytest.param(
            "[tool.hstrack]\ncolour = 1\n",
            "pyproject.toml:2: there is no setting 'colour'; there are site, portal, tracker, deliver, allow-host, "
            "resolve, connect-to, upstream-proxy, browser-path, evidence, audit",
            id="a key like no other",
        ),
        pytest.param(
            "[tool.hstrack]\n# of the portal\nportal = '4242'\n",
            "pyproject.toml:3: portal is '4242'; wanted a whole number",
            id="another type",
        ),
        pytest.param(
            "[tool.hstrack]\nevidence = 'always'\n",
            "pyproject.toml:2: evidence is 'always'; wanted 'on', 'off' or 'retain-on-failure'",
            id="no choice",
        ),
        pytest.param(
            "tool = { hstrack = { deliver = 1 } }\n",
            "pyproject.toml: deliver is 1; wanted true or false",
            id="a place that is not known",
        ),
        pytest.param(
            "[tool.hstrack\n",
            "pyproject.toml: is not TOML: Expected ']' at the end of a table declaration (at line 1, column 14)",
            id="no TOML",
        ),
    ],
)
def test_a_mistake_is_one_sentence(folder: Path, text: str, sentence: str) -> None:
    with pytest.raises(ConfigError) as told:
        read_project(written(folder, text))

    assert str(told.value) == sentence


def test_a_file_elsewhere_is_named_with_its_folder(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = written(tmp_path_factory.mktemp("elsewhere"), "colour = 1", "hstrack.toml")

    with pytest.raises(ConfigError) as told:
        read_project(elsewhere)

    assert str(told.value).startswith(f"{elsewhere / 'hstrack.toml'}:1: there is no setting 'colour'")


def test_a_file_that_cannot_be_read_is_told(folder: Path) -> None:
    (folder / "hstrack.toml").mkdir()

    with pytest.raises(ConfigError, match=r"^hstrack\.toml: cannot be read \(Is a directory\)$"):
        read_project(folder)
