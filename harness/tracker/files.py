"""The stand-in tracker's scripts as files."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from harness.errors import ConfigError
from harness.tracker.config import PortalConfig
from harness.tracker.render import Scripts, render

__all__ = ["write_scripts"]


def write_scripts(config: PortalConfig, folder: Path) -> tuple[Path, ...]:
    """Write one file for each script, named after it, and return the paths.

    Raises:
        ConfigError: the folder cannot be made or written to.
    """
    scripts = render(config)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(_write(folder / f"{part.name}.js", getattr(scripts, part.name)) for part in fields(Scripts))
    except OSError as error:
        raise ConfigError(
            f"{folder}: the scripts could not be written, {error.strerror}; name another folder"
        ) from error


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
