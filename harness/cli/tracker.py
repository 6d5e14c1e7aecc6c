"""`hstrack tracker`: the stand-in tracker for other tools, and recordings of the portal's own."""

from __future__ import annotations

import re
from pathlib import Path

import click

__all__ = ["command"]


@click.group(name="tracker", short_help="Record a portal's tracking code, or write the stand-in's scripts.")
def command() -> None:
    """Where tracking code comes from: the portal's own, recorded, or the stand-in tracker as files.

    \b
    hstrack tracker record --portal 4242 -o portal.har
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


@command.command()
@click.option("--portal", "portal_id", type=click.IntRange(1), required=True, metavar="ID", help="Record this portal.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="Write the recording, a HAR, into this file.",
)
@click.option("--hublet", default="na1", metavar="NAME", help="Load the code of this hublet, such as eu1.  [na1]")
@click.option(
    "--url", metavar="PAGE", help="Open this page, which carries the portal's loader, instead of an empty one."
)
@click.option(
    "--resolve",
    multiple=True,
    metavar="HOST:PORT:ADDRESS",
    help="Reach HOST at ADDRESS, as curl does; may be given several times.",
)
@click.option(
    "--connect-to",
    multiple=True,
    metavar="HOST:PORT:HOST2:PORT2",
    help="Connect to HOST2 instead of HOST, as curl does; may be given several times.",
)
@click.option("--upstream-proxy", metavar="URL", help="Go through the proxy of your own network.  [HTTPS_PROXY]")
def record(
    portal_id: int,
    output: Path,
    *,
    hublet: str,
    url: str | None,
    resolve: tuple[str, ...],
    connect_to: tuple[str, ...],
    upstream_proxy: str | None,
) -> None:
    """Record a portal's own tracking code, for tests without a network.

    \b
    hstrack tracker record --portal 4242 -o portal.har
    hstrack tracker record --portal 4242 --hublet eu1 --url https://www.acme.com -o portal.har
    pytest --hubspot-tracker=replay:portal.har

    The recording holds scripts and their configuration. Hits are caught: none is sent, and none is recorded; nor are
    cookies and what tells one visitor from another.
    """
    from harness.audit.trouble import checked_url
    from harness.capture.address import AddressBook
    from harness.cli._recording import Wanted, check_place, recorded, write
    from harness.stage.browsers import find_browser
    from harness.wire.words import plain

    check_place(output)
    wanted = Wanted(
        portal_id=portal_id,
        hublet=_checked_hublet(hublet),
        url=checked_url(url) if url else None,
        addresses=AddressBook.parse(resolve, connect_to),
        upstream=upstream_proxy,
        browser=find_browser("any"),
    )
    answers = recorded(wanted)
    write(answers, wanted, output)
    for answer in answers:
        click.echo(f"{answer.status} {len(answer.body):>8} bytes  {plain(answer.url, 200)}")
    click.echo(f"{output}: replay it with pytest --hubspot-tracker=replay:{output}")


def _checked_hublet(name: str) -> str:
    from harness.errors import UsageError

    if not re.fullmatch("[a-z]{2}[0-9]{1,2}", name):
        raise UsageError(f"--hublet {name!r} is no hublet; write one such as na1 or eu1, as in your loader's address")
    return name
