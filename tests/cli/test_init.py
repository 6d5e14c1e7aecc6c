"""`hstrack init`: what it finds in a project, what it writes, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from harness.audit.config import load_config
from harness.cli.main import cli
from harness.errors import HarnessError
from harness.project import read_project
from harness.stage.site import bundled_sites
from tests.nested import SETTINGS, run_pytest

PACKAGES = {
    "exemplary": None,
    "spa": "next",
    "react": "react-router-dom",
    "turbo": "@hotwired/turbo",
    "htmx": "htmx.org",
}
OF_NPM = ("react", "turbo", "htmx")
# Each folder's tests run against the sample site of its name, as they were written.
CONFTEST = """
import pytest

def pytest_collection_modifyitems(items):
    for item in items:
        item.add_marker(pytest.mark.hubspot(site=item.path.parent.name))
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a project with nothing in it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def init(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["init", *arguments], catch_exceptions=False)


def written(folder: Path, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test as it is written for a project that is made with what the sample site is made with."""
    place = folder / site
    place.mkdir()
    if package := PACKAGES[site]:
        (place / "package.json").write_text(f'{{"dependencies": {{"{package}": "1"}}}}')
    monkeypatch.chdir(place)
    init()


def test_an_empty_project_gets_a_file_of_settings_and_a_test(project: Path) -> None:
    said = init().output

    assert said == (
        "hstrack.toml: written\n"
        "test_tracking.py: written, three tests\n"
        "\nNow start your server, then run\n\n  pytest --base-url http://localhost:8000 test_tracking.py\n"
    )
    assert sorted(path.name for path in project.iterdir()) == ["hstrack.toml", "test_tracking.py"]


def test_what_is_found_is_told_and_used(project: Path) -> None:
    (project / "tests").mkdir()
    (project / "package.json").write_text('{"devDependencies": {"vue-router": "^4"}}')
    (project / "index.html").write_text('<script src="//js-eu1.hs-scripts.com/4242.js"></script>')

    assert init().output.splitlines() == [
        "package.json: Vue Router",
        "index.html: the loader of portal 4242",
        "hstrack.toml: written",
        "tests/test_tracking.py: written, three tests",
        "",
        "Now start your server, then run",
        "",
        "  pytest --base-url http://localhost:5173 tests/test_tracking.py",
    ]
    assert read_project(project).values["portal"] == 4242


def test_the_option_goes_before_the_loader(project: Path) -> None:
    (project / "index.html").write_text('<script src="//js.hs-scripts.com/4242.js"></script>')
    init("--portal", "7")

    assert read_project(project).values["portal"] == 7


def test_loaders_that_disagree_are_told_and_none_is_taken(project: Path) -> None:
    (project / "a.html").write_text("//js.hs-scripts.com/4242.js")
    (project / "b.html").write_text("//js.hs-scripts.com/7.js")

    assert init().output.splitlines()[:2] == ["a.html: the loader of portal 4242", "b.html: the loader of portal 7"]
    assert "portal" not in read_project(project).values


def test_a_second_run_changes_nothing(project: Path) -> None:
    init()
    before = {path: path.read_bytes() for path in project.iterdir()}
    said = init("--portal", "7").output

    assert said.splitlines()[:2] == [
        "hstrack.toml: has settings already, and is left as it is",
        "test_tracking.py: is there already, and is left as it is",
    ]
    assert {path: path.read_bytes() for path in project.iterdir()} == before


def test_the_settings_that_are_written_fit(project: Path) -> None:
    (project / "pyproject.toml").write_text('[project]\nname = "acme"')
    init("--portal", "4242")

    assert dict(read_project(project).values) == {
        "portal": 4242,
        "evidence": "retain-on-failure",
        "audit": {"fail_on": "error"},
    }
    assert load_config(project).fail_on == "error"


def test_a_package_file_that_cannot_be_read_is_told(project: Path) -> None:
    (project / "package.json").write_text("{")
    result = init()

    assert result.stderr.startswith("package.json: cannot be read (Input data was truncated); ")
    assert "localhost:8000" in result.stdout


@pytest.mark.parametrize("name", ["hstrack.toml", "test_tracking.py"])
def test_what_cannot_be_written_is_told(project: Path, name: str) -> None:
    (project / name).symlink_to(project / "missing" / name)

    with pytest.raises(HarnessError, match="cannot be written"):
        init()


@pytest.mark.browser
def test_the_test_that_is_written_passes_on_a_site_that_is_right(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    holds(project, monkeypatch, "exemplary", "spa")


@pytest.mark.browser
@pytest.mark.npm
def test_the_tests_for_frameworks_pass_on_sites_that_are_made_with_them(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    holds(project, monkeypatch, *OF_NPM)


def holds(project: Path, monkeypatch: pytest.MonkeyPatch, *sites: str) -> None:
    for site in sites:
        written(project, site, monkeypatch)
    (project / "pytest.ini").write_text(SETTINGS)
    (project / "conftest.py").write_text(CONFTEST)
    done = run_pytest(project, "--base-url", "https://www.acme.test", "--import-mode=importlib")

    assert done.outcomes == {"passed": 3 * len(sites)}, done.stdout


def test_every_site_of_the_tests_is_bundled() -> None:
    assert bundled_sites().keys() >= PACKAGES.keys()
