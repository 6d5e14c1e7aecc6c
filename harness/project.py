"""What a project says of itself: `[tool.hstrack]` of its pyproject.toml, or hstrack.toml."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from harness.errors import ConfigError
from harness.settings import SETTINGS
from harness.wire.toml_text import TomlError, read_toml
from harness.wire.words import plain, quoted

__all__ = ["Project", "read_project"]

OTHERS = ("audit",)
"""Keys besides the settings of tests; whoever reads them checks them."""

HEADER = re.compile(r"\s*\[+\s*([^\[\]]*?)\s*\]")
KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*[=.]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The values of the project's table by key; `lines` says where they stand, as far as that is known."""

    file: Path = Path("pyproject.toml")
    values: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    def place(self, key: str) -> str:
        """Where a key stands: `pyproject.toml:12`."""
        line = self.lines.get(key)
        return f"{_shown(self.file)}:{line}" if line else str(_shown(self.file))


def read_project(folder: Path) -> Project:
    """The table of a project: all of its hstrack.toml, else `[tool.hstrack]` of its pyproject.toml, else an empty one.

    Raises ConfigError with file and line for what cannot be read, for a key that does not exist and for a value that
    does not fit.
    """
    own, common = folder / "hstrack.toml", folder / "pyproject.toml"
    project = _project(own, ()) or _project(common, ("tool", "hstrack")) or Project()
    for key, value in project.values.items():
        if key not in OTHERS:
            _check(key, value, project)
    return project


def _project(file: Path, table: tuple[str, ...]) -> Project | None:
    try:
        text = file.read_text(encoding="utf-8-sig")
        values: object = read_toml(text)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ConfigError(f"{_shown(file)}: cannot be read ({error.strerror})") from None
    except (TomlError, UnicodeDecodeError) as error:
        raise ConfigError(f"{_shown(file)}: is not TOML: {error}") from None
    for name in table:
        values = values.get(name) if isinstance(values, dict) else None
    return Project(file=file, values=values if isinstance(values, dict) else {}, lines=_lines(text, table))


def _check(key: str, value: object, project: Project) -> None:
    setting = SETTINGS.get(key)
    if setting is None:
        raise ConfigError(f"{project.place(key)}: there is no setting {quoted(key)}; {_nearest(key)}")
    if not setting.fits(value):
        raise ConfigError(f"{project.place(key)}: {key} is {plain(repr(value))}; wanted {setting.wanted}")


def _nearest(key: str) -> str:
    known = (*SETTINGS, *OTHERS)
    near = difflib.get_close_matches(key[:100].replace("_", "-"), known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"


def _lines(text: str, table: tuple[str, ...]) -> dict[str, int]:
    """Where each key of a table stands first."""
    return dict(reversed([*_places(text, table)]))


def _places(text: str, table: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """The lines of a table's keys, told by their looks, for the parser tells none."""
    inside = not table
    for number, line in enumerate(text.splitlines(), 1):
        if header := HEADER.match(line):
            path = tuple(part.strip("\"' ") for part in header[1].split("."))
            inside = path == table
            if path[: len(table)] == table and not inside:
                yield path[len(table)], number
        elif inside and (key := KEY.match(line)):
            yield key[1], number


def _shown(file: Path) -> Path:
    """The file as its user would name it."""
    here = Path.cwd()
    return file.relative_to(here) if file.is_relative_to(here) else file
