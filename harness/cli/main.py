"""The command `hstrack`: each file of this folder is one verb, found by its name."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from harness.cli._command import HelpText, VerbGroup
from harness.errors import HarnessError

__all__ = ["cli", "main"]

COULD_NOT_RUN = 2


class Verbs(VerbGroup):
    """A group whose verbs are the modules beside this one, each with a `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The verbs, by file name."""
        names = {path.stem for path in Path(__file__).parent.glob("*.py")} - {"__init__", "main"}
        return sorted(name for name in names if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb's command, imported when it is asked for."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = importlib.import_module(f"harness.cli.{cmd_name}").command
        assert isinstance(command, click.Command)  # noqa: S101 - a verb file without a command is our own mistake
        return command

    def summaries(self, ctx: click.Context) -> Iterator[tuple[str, str]]:
        """Each verb with its sentence, read from its file: a list of verbs shall not import them all."""
        for name in self.list_commands(ctx):
            source = Path(__file__).with_name(f"{name}.py").read_text(encoding="utf-8")
            docstring = source.partition("\ndef command(")[2].split('"""')[1]
            yield name, HelpText.parse(docstring).summary

    def make_context(self, *arguments: Any, **settings: Any) -> click.Context:
        """Read the arguments; `--help` prints here."""
        with _read_to_the_end():
            return super().make_context(*arguments, **settings)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb."""
        with _read_to_the_end():
            return super().invoke(ctx)


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="hubspot-tracking-harness")
def cli() -> None:
    """Test and audit HubSpot tracking.

    \b
    hstrack init                           begin: a configuration and a first test for this project
    hstrack audit https://www.acme.com     what does this site really send?
    hstrack audit --demo                   the same for a bundled sample site
    hstrack VERB --help                    examples and options of a verb

    Exit code 0: all is well; 1: something was found; 2: it could not run.
    """


def main() -> None:
    """Run the command; what went wrong on the way is one sentence on standard error and exit code 2."""
    try:
        sys.exit(cli.main(prog_name="hstrack", standalone_mode=False))
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
    except click.ClickException as error:
        from harness.cli._mistakes import sentence

        click.echo(f"hstrack: {sentence(error)}", err=True)
    except HarnessError as error:
        click.echo(f"hstrack: {error}", err=True)
    except click.Abort:
        click.echo("hstrack: interrupted", err=True)
    except Exception:  # Whatever it is, it must not end as Python would end it: 1 says that something was found.
        import traceback

        traceback.print_exc()
        click.echo("hstrack: this is a mistake of its own; please report it with the lines above", err=True)
    sys.exit(COULD_NOT_RUN)


@contextmanager
def _read_to_the_end() -> Iterator[None]:
    """A verb whose output nobody reads to its end could not run; click would say that it found something."""
    try:
        yield
    except BrokenPipeError:
        # What is still unwritten would be tried again when Python ends, and told as an error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(COULD_NOT_RUN) from None
