"""The page of the command line, made of the commands: `python -m docs._generate.cli` prints it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from harness.cli._command import Verb, VerbGroup
from harness.cli.main import cli

__all__ = ["page"]

HEAD = """\
# Command line

This page is made of what `hstrack VERB --help` says, by `make docs`.

- Every verb ends with 0 when all is well, with 1 when something was found, and with 2 when it could not run.
- A mistake is told in one sentence on standard error, which says what to do next.
- Where a verb writes to a file, `-` is standard output; what it tells a person meanwhile then goes to standard error.
- `hstrack completion bash` (or `zsh`, `fish`) prints the script that lets your shell complete verbs, options, rules and
  sample sites.
- Colours are for terminals only, and never shown where `NO_COLOR` is set.
"""


def page() -> str:
    """The whole page."""
    context = click.Context(cli, info_name="hstrack", help_option_names=["-h", "--help"])
    return "\n".join([HEAD, *_verbs(cli, context)])


def _verbs(group: VerbGroup, context: click.Context) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if not isinstance(command, Verb):
            raise TypeError(f"{name} is no verb; decorate it with harness.cli._command.verb")
        below = click.Context(command, parent=context, info_name=name)
        yield from _verb(command, below)
        if isinstance(command, VerbGroup):
            yield from _verbs(command, below)


def _verb(command: Verb, context: click.Context) -> Iterator[str]:
    text = command.text
    yield f"## {context.command_path}\n\n{text.summary}\n"
    yield "\n".join(["```sh", *text.examples, "```\n"])
    yield from (f"{note}\n" for note in text.notes)
    if not isinstance(command, VerbGroup):
        yield f"Usage: `{' '.join([context.command_path, *command.collect_usage_pieces(context)])}`\n"
        yield from _options(command, context)
        yield f"Ends with {'; '.join(f'{code}: {meaning}' for code, meaning in text.exit_codes)}.\n"


def _options(command: Verb, context: click.Context) -> Iterator[str]:
    for heading, options in command.headings(context).items():
        told = [(written, said) for written, said in options if not written.endswith("--help")]
        rows = [f"| `{_cell(written)}` | {_cell(said)} |" for written, said in told]
        if rows:
            yield "\n".join([f"| {heading.lower()} | |", "| --- | --- |", *rows]) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    click.echo(page(), nl=False)
