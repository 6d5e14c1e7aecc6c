"""The command `hstrack`: each file of this folder is one verb, found by its name."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import click

from harness.errors import HarnessError

__all__ = ["cli", "main"]

COULD_NOT_RUN = 2


class Verbs(click.Group):
    """A group whose commands are the modules beside this one, each with a `command`."""

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


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="hubspot-tracking-harness")
def cli() -> None:
    """Test and audit HubSpot tracking.

    \b
    hstrack audit https://www.acme.com     what does this site really send?
    hstrack audit --demo                   the same for a bundled sample site
    hstrack decode 'https://track.hubspot.com/__ptq.gif?k=1&a=4242'
    """


def main() -> None:
    """Run the command; what went wrong on the way is one sentence on standard error and exit code 2."""
    try:
        cli(standalone_mode=True)
    except HarnessError as error:
        click.echo(f"hstrack: {error}", err=True)
        sys.exit(COULD_NOT_RUN)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(COULD_NOT_RUN)
