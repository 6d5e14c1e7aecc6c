from pathlib import Path

import pytest

from harness.audit.config import AuditConfig, RuleConfig, load_config
from harness.audit.rules.identity.placeholder_email import placeholder_email
from harness.errors import ConfigError

SETTINGS = """
fail_on = "warning"
[{0}.rules.placeholder-email]
severity = "note"
ignore = "known"
options = { limit_s = 2.5 }
"""


def written(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "table"), [("hstrack.toml", "audit"), ("pyproject.toml", "tool.hstrack.audit")], ids=["own", "project"]
)
def test_settings_are_read_from(tmp_path: Path, name: str, table: str) -> None:
    text = f"[{table}]" + SETTINGS.replace("{0}", table)
    assert load_config(written(tmp_path, name, text)) == AuditConfig(
        fail_on="warning",
        rules={"placeholder-email": RuleConfig(severity="note", ignore="known", options={"limit_s": 2.5})},
    )


@pytest.mark.parametrize("text", ["", "[tool.ruff]\n", "tool = 1\n", "[tool]\nhstrack = 1\n"])
def test_a_project_without_settings_has_the_usual_ones(tmp_path: Path, text: str) -> None:
    assert load_config(written(tmp_path, "pyproject.toml", text)) == AuditConfig()


def test_a_folder_without_files_has_the_usual_settings(tmp_path: Path) -> None:
    assert load_config(tmp_path) == AuditConfig()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("audit = [", "hstrack.toml: is not TOML", id="no TOML"),
        pytest.param("audit = 1", "settings do not fit", id="no table"),
        pytest.param('[audit]\nfail_on = "fatal"', "settings do not fit: Invalid enum value 'fatal'", id="no severity"),
        pytest.param("[audit]\nfailon = 1", "unknown field `failon`", id="a typo"),
    ],
)
def test_settings_that_do_not_fit_are_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        load_config(written(tmp_path, "hstrack.toml", text))


def test_settings_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "hstrack.toml").mkdir()
    with pytest.raises(ConfigError, match=r"hstrack\.toml: cannot be read"):
        load_config(tmp_path)


@pytest.mark.parametrize(
    ("config", "told"),
    [
        pytest.param(
            {"placeholder-mail": RuleConfig()}, "'placeholder-mail' is configured but does not exist", id="rule"
        ),
        pytest.param(
            {"placeholder-email": RuleConfig(options={"x": 1})}, "has no option 'x'; it has none", id="option"
        ),
    ],
)
def test_settings_of_something_that_does_not_exist_are_told(config: dict[str, RuleConfig], told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        AuditConfig(rules=config).check([placeholder_email])


def test_settings_of_what_exists_pass() -> None:
    AuditConfig(rules={"placeholder-email": RuleConfig(ignore="known")}).check([placeholder_email])
