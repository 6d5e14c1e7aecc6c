"""The value of each setting: of the command line, else of the project's file, else the usual one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from harness.project import Project
from harness.settings import SETTINGS, Setting

__all__ = ["GetOption", "Options"]


class GetOption(Protocol):
    """Reads one of pytest's options."""

    def __call__(self, name: str) -> Any:
        """The value of an option; None, or an empty list, when it was not given."""


class Options:
    """What markers have not decided; a setting that is a list has the values of both places.

    Paths of the project's file are looked up from `root`, if they are there.
    """

    def __init__(self, given: GetOption, project: Project, root: Path) -> None:
        self._given = given
        self._project = project
        self._root = root

    def __getitem__(self, key: str) -> Any:
        setting = SETTINGS[key]
        if setting.kind == "texts":
            return (*_many(self._given(setting.name)), *_many(self._said(setting)))
        values = (self._given(setting.name), self._said(setting), setting.usual)
        return next((value for value in values if value is not None), None)

    def origin(self, key: str) -> str:
        """Who said so: `--hubspot-deliver`, or `deliver in pyproject.toml:12`."""
        setting = SETTINGS[key]
        was_given = self._given(setting.name) is not None or key not in self._project.values
        return setting.option if was_given else f"{key} in {self._project.place(key)}"

    def _said(self, setting: Setting) -> Any:
        value = self._project.values.get(setting.key)
        there = self._root / value if setting.key == "browser-path" and value else None
        return str(there) if there and there.is_file() else value


def _many(value: str | Iterable[str] | None) -> Iterable[str]:
    return (value,) if isinstance(value, str) else value or ()
