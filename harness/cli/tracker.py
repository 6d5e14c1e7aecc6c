"""`hstrack tracker`: the stand-in tracker for other tools."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["command"]


@click.group(name="tracker", short_help="Write the stand-in tracker's scripts for other test tools.")
def command() -> None:
    """The stand-in tracker: scripts that behave as HubSpot's tracking code does.

    \b
    hstrack tracker render --config portal.json --out public/hubspot
    """


@command.command()
@click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    required=True,
    help="Take the portal's settings from this JSON file.",
)
@click.option(
    "--out",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Write the scripts into this folder, which is made if it is missing.",
)
def render(config_path: Path, folder: Path) -> None:
    """Write loader.js, analytics.js, banner.js and forms.js.

    \b
    hstrack tracker render --config portal.json --out public/hubspot
    """
    from harness.tracker.config import read_config
    from harness.tracker.files import write_scripts

    for path in write_scripts(read_config(config_path), folder):
        click.echo(path)
