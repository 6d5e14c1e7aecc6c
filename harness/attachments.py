"""What is attached to the reports of other plugins, where they are installed and have been asked for a report.

Both are spoken to by their public names: https://pytest-html.readthedocs.io and https://allurereport.org/docs/pytest.
"""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

__all__ = ["attach_file", "attach_text"]


def attach_text(config: pytest.Config, report: pytest.TestReport, name: str, text: str) -> None:
    """Attach a text: a link beside the test in pytest-html, an attachment of the test in Allure."""
    if _html_page(config):
        _add(report, config.pluginmanager.getplugin("html").extras.text(text, name=name))
    if allure := _allure(config):
        allure.attach(text, name=name, attachment_type=allure.attachment_type.TEXT)


def attach_file(config: pytest.Config, report: pytest.TestReport, name: str, file: Path) -> None:
    """Attach a JSON file: pytest-html is given a link to it, Allure a copy."""
    if page := _html_page(config):
        _add(report, config.pluginmanager.getplugin("html").extras.url(_link(file, page.parent), name=name))
    if allure := _allure(config):
        allure.attach.file(str(file), name=name, attachment_type=allure.attachment_type.JSON)


def _html_page(config: pytest.Config) -> Path | None:
    """The page that pytest-html will write, if it will."""
    named = getattr(config.option, "htmlpath", None) if config.pluginmanager.hasplugin("html") else None
    return config.invocation_params.dir / Path(os.path.expandvars(named)).expanduser() if named else None


def _add(report: pytest.TestReport, extra: dict[str, str | None]) -> None:
    report.extras = [*getattr(report, "extras", []), extra]  # type: ignore[attr-defined]  # pytest-html's own attribute


def _link(file: Path, folder: Path) -> str:
    try:
        return quote(Path(os.path.relpath(file, folder)).as_posix())
    except ValueError:  # They are on different drives.
        return file.as_uri()


def _allure(config: pytest.Config) -> Any:
    """Allure's module while it collects results, else None."""
    return import_module("allure") if config.pluginmanager.hasplugin("allure_listener") else None
