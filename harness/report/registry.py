"""The formats of a report: each file of the folder `formats` is one, with a `SUFFIX` and a function `render`."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from harness.errors import UsageError

if TYPE_CHECKING:
    from harness.report.model import Report

__all__ = ["Format", "format_for_file", "format_named", "format_names"]

FOLDER = Path(__file__).parent / "formats"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One way to print a report: its name, what its files end in, the pure function that makes the text."""

    name: str
    suffix: str
    render: Callable[[Report], str]


def format_names() -> tuple[str, ...]:
    """The names of all formats, without loading any."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules([str(FOLDER)])))


def format_named(name: str) -> Format:
    """The format of a name; UsageError for one that does not exist."""
    if name not in format_names():
        near = get_close_matches(name[:50], format_names(), n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(format_names())}"
        raise UsageError(f"there is no report format {name[:50]!r}; {hint}")
    module = import_module(f"harness.report.formats.{name}")
    return Format(name=name, suffix=module.SUFFIX, render=module.render)


def format_for_file(file: str) -> Format | None:
    """The format whose files end like this one, or None."""
    every = (format_named(name) for name in format_names())
    fitting = [each for each in every if file.lower().endswith(each.suffix)]
    return max(fitting, key=lambda each: len(each.suffix), default=None)
