"""`hstrack tracker`: the stand-in tracker for other tools, and recordings of the portal's own."""

from __future__ import annotations

import re
from pathlib import Path

import click

from harness.cli._command import option, verb_group
from harness.cli._network import address_options, network
from harness.cli._output import FILE, STDOUT, sayer, write

__all__ = ["command"]


@verb_group
def command() -> None:
    """Record a portal's own tracking code, or write the stand-in's scripts, for tests without a network.

    \b
    hstrack tracker record --portal 4242 -o portal.har
    hstrack tracker render --config portal.json --out public/hubspot
    """


@command.command()
@option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    required=True,
    help="Take the portal's settings from this JSON file.",
)
@option(
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

    Exit code 0: written; 2: the settings cannot be read, or the scripts cannot be written.
    """
    from harness.tracker.config import read_config
    from harness.tracker.files import write_scripts

    for path in write_scripts(read_config(config_path), folder):
        click.echo(path)


@command.command()
@option("--portal", "portal_id", type=click.IntRange(1), required=True, metavar="ID", help="Record this portal.")
@option(
    "-o",
    "--output",
    type=FILE,
    metavar="FILE",
    required=True,
    help="Write the recording, a HAR, into this file.",
)
@option("--hublet", default="na1", metavar="NAME", help="Load the code of this hublet, such as eu1.  [na1]")
@option("--url", metavar="PAGE", help="Open this page, which carries the portal's loader, instead of an empty one.")
@address_options
@network("--upstream-proxy", metavar="URL", help="Go through the proxy of your own network.  [HTTPS_PROXY]")
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

    Exit code 0: recorded; 2: the code could not be had, or the file cannot be written.
    """
    from harness.audit.trouble import checked_url
    from harness.capture.address import AddressBook
    from harness.cli._recording import Wanted, check_place, recorded, text_of
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
    write(text_of(answers, wanted), output, "the recording")
    say = sayer(output)
    for answer in answers:
        say(f"{answer.status} {len(answer.body):>8} bytes  {plain(answer.url, 200)}")
    if output != STDOUT:
        say(f"{output}: replay it with pytest --hubspot-tracker=replay:{output}")


def _checked_hublet(name: str) -> str:
    from harness.errors import UsageError

    if not re.fullmatch("[a-z]{2}[0-9]{1,2}", name):
        raise UsageError(f"--hublet {name!r} is no hublet; write one such as na1 or eu1, as in your loader's address")
    return name
