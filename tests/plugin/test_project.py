"""The project's file, as the plugin takes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.nested import run_pytest
from tests.plugin.conftest import SITES, Run
from tests.plugin.test_sources import IDLE, header


def write(folder: Path, text: str, name: str = "hstrack.toml") -> None:
    (folder / name).write_text(text)


@pytest.mark.browser
def test_a_marker_goes_before_an_option_and_that_before_the_file(run: Run, tmp_path: Path) -> None:
    write(tmp_path, f'site = {str(SITES / "spa")!r}\nportal = 7\nallow-host = "cdn.file.test"\nevidence = "on"\n')
    code = """
def lane(hubspot):
    return hubspot.capture.lane

def test_file(page, hubspot):
    assert lane(hubspot).table.stage
    assert lane(hubspot).table.allowed == ("cdn.option.test", "cdn.file.test")

def test_option(page, hubspot):
    assert lane(hubspot).portal.portal_id == 8

@pytest.mark.hubspot(portal={"portal_id": 9})
def test_marker(page, hubspot):
    assert lane(hubspot).portal.portal_id == 9
"""

    ran = run(code, "--hubspot-portal=8", "--hubspot-allow-host=cdn.option.test", "--hubspot-evidence=off", site="")

    assert ran.outcomes == {"passed": 3}
    assert list(tmp_path.rglob("hubspot-1.json")) == []


def test_a_table_of_pyproject_is_taken(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "[tool.hstrack]\n\ndeliver = true\n", "pyproject.toml")

    assert header(run(IDLE).text) == [
        "hubspot: tracker stand-in (current) · hits are DELIVERED",
        "hubspot: deliver in pyproject.toml:3 is on: HUBSPOT COUNTS THE HITS OF THIS RUN as those of real visitors",
    ]


def test_delivery_is_taken_back_on_the_command_line(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "deliver = true\n")

    assert header(run(IDLE, "--hubspot-no-deliver").text) == ["hubspot: tracker stand-in (current) · hits are caught"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param(
            'trakcer = "live"\n', "hstrack.toml:1: there is no setting 'trakcer'; did you mean 'tracker'?", id="a key"
        ),
        pytest.param("\nportal = '4242'\n", "hstrack.toml:2: portal is '4242'; wanted a whole number", id="a value"),
        pytest.param(
            "tracker = 'mine'\n",
            "tracker in hstrack.toml:1: there is no tracker 'mine'; take standin, live or replay:FILE",
            id="a source",
        ),
    ],
)
def test_a_mistake_ends_the_run_before_the_first_test(text: str, sentence: str, tmp_path: Path) -> None:
    write(tmp_path, text)
    (tmp_path / "test_idle.py").write_text(IDLE)

    done = run_pytest(tmp_path)

    assert (done.status, done.stderr) == (pytest.ExitCode.USAGE_ERROR, f"ERROR: {sentence}\n\n")
