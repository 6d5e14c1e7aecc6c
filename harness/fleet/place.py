"""Where the history is kept when nobody says another place."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

__all__ = ["usual_history"]


def usual_history(environ: Mapping[str, str], home: Path, platform: str = sys.platform) -> Path:
    """`history.sqlite` in the folder where an account's programs keep data, as its system has it."""
    if platform == "win32":
        folder = Path(environ.get("LOCALAPPDATA") or home / "AppData/Local")
    elif platform == "darwin":
        folder = home / "Library/Application Support"
    else:
        folder = Path(environ.get("XDG_DATA_HOME") or home / ".local/share")
    return folder / "hstrack" / "history.sqlite"
