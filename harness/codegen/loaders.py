"""Which portal a project reports to, as the loaders in its files say."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

__all__ = ["loaders_of"]

LOADER = re.compile(rb"\bjs(?:-[a-z]{2}\d{1,2})?\.hs-scripts\.com/(\d{1,12})\.js")
SUFFIXES = {
    ".astro", ".ejs", ".env", ".erb", ".hbs", ".html", ".htm", ".js", ".json", ".jsx", ".liquid", ".mjs", ".njk",
    ".php", ".py", ".svelte", ".ts", ".tsx", ".twig", ".vue", ".yaml", ".yml", ".toml",
}  # fmt: skip
FOREIGN = {"node_modules", "vendor", "dist", "build", "coverage", "venv", "site-packages", "__pycache__"}
MOST_FILES = 3000
MOST_BYTES = 300_000


def loaders_of(folder: Path) -> dict[int, Path]:
    """Portal id -> the first file whose loader names it, in what a project has written itself.

    At most `MOST_FILES` files are looked at, and the first `MOST_BYTES` of each; what cannot be read is passed over.
    """
    found: dict[int, Path] = {}
    for file in islice(_files(folder), MOST_FILES):
        for portal_id in LOADER.findall(_beginning(file)):
            found.setdefault(int(portal_id), file)
    return found


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in FOREIGN and not name.startswith("."))
        yield from (Path(place, name) for name in sorted(names) if Path(name).suffix in SUFFIXES)


def _beginning(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES)
    except OSError:
        return b""
