"""Where a verb writes: to a file, or to standard output, which is `-`; people are then told on standard error."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from harness.errors import UsageError

__all__ = ["FILE", "STDOUT", "sayer", "write"]

STDOUT = Path("-")

FILE = click.Path(allow_dash=True, path_type=Path)
"""The type of an option that names a file to write."""


def sayer(*files: Path | None) -> Callable[[str], None]:
    """Tells people line by line, where none of what is written goes; UsageError when two of it go to one stream."""
    taken = [file for file in files if file == STDOUT]
    if len(taken) > 1:
        raise UsageError("only one of the files can be - (standard output); name a file for the other")
    return lambda line: click.echo(line, err=bool(taken))


def write(text: str, file: Path, what: str, *, new: bool = False) -> None:
    """Write a text; UsageError names `what` where it cannot be written, or is `new` and would replace a file."""
    if file == STDOUT:
        click.echo(text, nl=False)
        return
    try:
        with file.open("x" if new else "w", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        raise UsageError(f"{file}: is there already, and {what} is too dear to be overwritten; name another") from None
    except OSError as error:
        raise UsageError(f"{file}: {what} cannot be written ({error.strerror}); name another file") from None
