"""`hstrack tracker`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from harness.cli.main import cli
from harness.errors import ConfigError


def test_render_writes_four_scripts_and_names_them(tmp_path: Path) -> None:
    config, out = tmp_path / "portal.json", tmp_path / "out"
    config.write_text("{}")
    result = CliRunner().invoke(cli, ["tracker", "render", "--config", str(config), "--out", str(out)])
    names = ("loader.js", "analytics.js", "banner.js", "forms.js")
    assert (result.exit_code, result.output.splitlines()) == (0, [str(out / name) for name in names])


def test_a_typo_in_the_settings_is_an_error_of_ours(tmp_path: Path) -> None:
    config = tmp_path / "portal.json"
    config.write_text('{"portl_id": 1}')
    with pytest.raises(ConfigError, match="portl_id"):
        cli(["tracker", "render", "--config", str(config), "--out", str(tmp_path)], standalone_mode=False)
