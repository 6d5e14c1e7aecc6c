"""Where the history is."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.fleet.place import usual_history

HOME = Path("home/ada")


@pytest.mark.parametrize(
    ("platform", "environ", "place"),
    [
        pytest.param("linux", {}, HOME / ".local/share", id="Linux"),
        pytest.param("linux", {"XDG_DATA_HOME": "data"}, Path("data"), id="Linux, elsewhere"),
        pytest.param("darwin", {}, HOME / "Library/Application Support", id="macOS"),
        pytest.param("win32", {"LOCALAPPDATA": "local"}, Path("local"), id="Windows"),
        pytest.param("win32", {}, HOME / "AppData/Local", id="Windows without its variable"),
    ],
)
def test_the_history_is_in_the_data_folder_of_the_account(platform: str, environ: dict[str, str], place: Path) -> None:
    assert usual_history(environ, HOME, platform) == place / "hstrack/history.sqlite"
