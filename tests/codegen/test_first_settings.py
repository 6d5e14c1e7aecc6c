from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from harness.codegen.first_settings import COMMON_FILE, OWN_FILE, settings_text, write_settings
from harness.errors import ConfigError, UsageError

TABLE = settings_text(4242, table=True)


@pytest.mark.parametrize(
    ("before", "gap"),
    [
        pytest.param(b"", b"\n", id="an empty file"),
        pytest.param(b'[project]\nname = "acme"\n', b"\n", id="a last line that ends"),
        pytest.param(b'[project]\nname = "acme"', b"\n\n", id="a last line that does not"),
        pytest.param(b"\xef\xbb\xbf[project]\n", b"\n", id="a byte order mark"),
    ],
)
def test_a_common_file_keeps_what_it_has_and_gets_a_table(tmp_path: Path, before: bytes, gap: bytes) -> None:
    (tmp_path / COMMON_FILE).write_bytes(before)

    assert write_settings(tmp_path, 4242) == (COMMON_FILE, True)
    assert (tmp_path / COMMON_FILE).read_bytes() == before + gap + TABLE.encode()


def test_a_common_file_keeps_its_line_endings(tmp_path: Path) -> None:
    (tmp_path / COMMON_FILE).write_bytes(b"[project]\r\n")
    write_settings(tmp_path, None)

    assert b"\n" not in (tmp_path / COMMON_FILE).read_bytes().replace(b"\r\n", b"")


@pytest.mark.parametrize("table", ["[tool.hstrack]\n", "[tool.hstrack.audit]\n"])
def test_a_common_file_with_settings_is_left_alone(tmp_path: Path, table: str) -> None:
    (tmp_path / COMMON_FILE).write_text(table)

    assert write_settings(tmp_path, 4242) == (COMMON_FILE, False)
    assert (tmp_path / COMMON_FILE).read_text() == table


def test_a_file_of_settings_goes_before_the_common_one(tmp_path: Path) -> None:
    (tmp_path / OWN_FILE).write_text("")
    (tmp_path / COMMON_FILE).write_text("")

    assert write_settings(tmp_path, 4242) == (OWN_FILE, False)


@pytest.mark.parametrize("text", [b"[project", b"\xff"], ids=["no TOML", "no text"])
def test_a_common_file_that_cannot_be_read_is_told(tmp_path: Path, text: bytes) -> None:
    (tmp_path / COMMON_FILE).write_bytes(text)

    with pytest.raises(ConfigError, match=r"^pyproject.toml: is not TOML: .+; mend it, then run hstrack init again$"):
        write_settings(tmp_path, 4242)


def test_without_a_common_file_the_settings_get_a_file_of_their_own(tmp_path: Path) -> None:
    assert write_settings(tmp_path, 4242) == (OWN_FILE, True)
    assert (tmp_path / OWN_FILE).read_text() == settings_text(4242, table=False)


def test_settings_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot be written \(No such file or directory\); see to the folder$"):
        write_settings(tmp_path / "gone", 4242)


def test_without_a_portal_the_line_waits_for_one() -> None:
    assert tomllib.loads(settings_text(None, table=False)) == {
        "evidence": "retain-on-failure",
        "audit": {"fail_on": "error"},
    }
