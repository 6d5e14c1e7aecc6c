"""The settings that a project begins with: a table for its pyproject.toml, or a file of their own."""

from __future__ import annotations

from pathlib import Path

from harness.errors import ConfigError, UsageError
from harness.wire.toml_text import TomlError, read_toml

__all__ = ["OWN_FILE", "settings_text", "write_settings"]

OWN_FILE = Path("hstrack.toml")
COMMON_FILE = Path("pyproject.toml")

TEXT = """\
{table}# Hits of any other portal fail a test; the number stands in the address of your loader.
{portal}

# What a failed test has captured is saved in test-results, for `hstrack judge`.
evidence = "retain-on-failure"

# Hosts that pages may reach besides your own server; all others are refused.
# allow-host = ["*.acme.com"]

{audit}
# Findings from this severity on fail an audit: error, warning or note.
fail_on = "error"
"""


def settings_text(portal_id: int | None, *, table: bool) -> str:
    """The settings, as a table of a common file or as a file of their own."""
    return TEXT.format(
        table="[tool.hstrack]\n" if table else "",
        portal="# portal = 4242" if portal_id is None else f"portal = {portal_id}",
        audit="[tool.hstrack.audit]" if table else "[audit]",
    )


def write_settings(folder: Path, portal_id: int | None) -> tuple[Path, bool]:
    """The file that has the project's settings, and whether they were written now; what is there is never changed.

    A pyproject.toml without them gets them at its end. Raises ConfigError for one that is not TOML and UsageError for
    a file that cannot be written.
    """
    own, common = folder / OWN_FILE, folder / COMMON_FILE
    if own.exists():
        return OWN_FILE, False
    try:
        if not common.exists():
            own.write_text(settings_text(portal_id, table=False), encoding="utf-8")
            return OWN_FILE, True
        if _has_table(common):
            return COMMON_FILE, False
        _append(common, settings_text(portal_id, table=True))
    except OSError as error:
        why = f"the settings cannot be written ({error.strerror}); see to the folder"
        raise UsageError(f"{error.filename}: {why}") from None
    return COMMON_FILE, True


def _has_table(file: Path) -> bool:
    try:
        tool = read_toml(file.read_text(encoding="utf-8-sig")).get("tool", {})
    except (TomlError, UnicodeDecodeError) as error:
        raise ConfigError(f"{COMMON_FILE}: is not TOML: {error}; mend it, then run hstrack init again") from None
    return "hstrack" in tool


def _append(file: Path, text: str) -> None:
    before = file.read_bytes()
    newline = b"\r\n" if b"\r\n" in before else b"\n"
    gap = newline * (2 if before and not before.endswith(b"\n") else 1)
    with file.open("ab") as opened:
        opened.write(gap + text.encode().replace(b"\n", newline))
