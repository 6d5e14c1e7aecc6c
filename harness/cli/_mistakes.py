"""A slip of the command line, told in one sentence that says what to do next."""

from __future__ import annotations

import click

__all__ = ["sentence"]


def sentence(error: click.ClickException) -> str:
    """ "`hstrack rules` has no option '--hlep'; did you mean '--help'?", for example."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    path = context.command_path if context else "hstrack"
    match error:
        case click.NoSuchOption():
            wrong = f"`{path}` has no option {error.option_name!r}"
            hint = f"did you mean {error.possibilities[0]!r}?" if error.possibilities else ""
        case click.MissingParameter():
            wrong, hint = _joined(error.format_message()), ""
        case click.BadParameter(param=click.Parameter() as parameter):
            wrong, hint = f"{'/'.join(parameter.opts) or parameter.name}: {_joined(error.message)}", ""
        case _:
            wrong, hint = _joined(error.format_message()), ""
    if ";" in wrong:
        return wrong
    return f"{wrong}; {hint or f'`{path} --help` shows how it is used'}"


def _joined(text: str) -> str:
    """A sentence of click's as a clause of ours."""
    line = " ".join(text.split()).rstrip(".")
    return line[:1].lower() + line[1:]
