"""The scripts as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.errors import ConfigError
from harness.tracker.config import PortalConfig
from harness.tracker.files import write_scripts
from harness.tracker.render import render


def test_each_script_is_a_file_of_its_own(tmp_path: Path) -> None:
    paths = write_scripts(PortalConfig(), tmp_path / "public" / "hubspot")
    scripts = render(PortalConfig())
    assert {path.name: path.read_text(encoding="utf-8") for path in paths} == {
        "loader.js": scripts.loader,
        "analytics.js": scripts.analytics,
        "banner.js": scripts.banner,
        "forms.js": scripts.forms,
    }


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError) as raised:
        write_scripts(PortalConfig(), tmp_path / "file" / "out")
    assert str(raised.value) == (
        f"{tmp_path}/file/out: the scripts could not be written, Not a directory; name another folder"
    )
