"""`hstrack collector`: stands where HubSpot's server APIs stand, for tests of servers in any language."""

from __future__ import annotations

import signal
import threading
from contextlib import nullcontext
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from harness.cli._command import option, verb
from harness.cli._output import FILE, sayer

if TYPE_CHECKING:
    from harness.api.figures import Rate

__all__ = ["command"]

DIRECTIONS = """\
HubSpot's server APIs are at {base}; nothing is sent to HubSpot or anywhere else.

  in the place of https://api.hubapi.com, https://api.hsforms.com and https://track.hubspot.com
    Python   HubSpot(access_token="{token}", host="{base}")
    Node     new Client({{ accessToken: "{token}", basePath: "{base}" }})

  look at   {base}/_hstrack/all   .../good   .../bad   .../reset

Calls are shown here as they come; Ctrl-C ends.
"""


@verb
@option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="Listen here; 0 is any.")
@option("--portal", type=click.IntRange(1), metavar="ID", help="Refuse events and forms of any other portal.")
@option("--token", metavar="TEXT", help="Refuse any other access token.")
@option("--rate", default="10/1", show_default=True, metavar="CALLS/SECONDS", help="Refuse more calls than this.")
@option("--save", type=FILE, metavar="FILE", help="Write the calls to this file, as JSON.")
def command(port: int, portal: int | None, token: str | None, rate: str, save: Path | None) -> None:
    """Stand where HubSpot's server APIs stand, and keep what they are asked.

    \b
    hstrack collector --portal 4242
    hstrack collector --port 0 --token secret --save calls.jsonl

    Only this machine is listened to. The calls are at /_hstrack/all, those with a fault at /_hstrack/bad. A saved call
    is one JSON object on a line, its e-mail addresses masked.

    Exit code 0: ended by Ctrl-C; 2: the port is taken, or the file cannot be written.
    """
    from harness.api.portal import PortalSettings
    from harness.api.server import ApiServer
    from harness.api.store import Store
    from harness.cli._calls import call_file, line_of

    store = Store(PortalSettings(portal_id=portal, token=token, rate=_rate(rate)))
    ended, say = _ended(), sayer(save)
    with call_file(save) if save else nullcontext() as add, ApiServer(store, port=port) as server:
        if add:
            store.listen(add)
        store.listen(lambda call: say(line_of(call)))
        say(DIRECTIONS.format(base=server.base_url, token=token or "any"))
        ended.wait()


def _rate(text: str) -> Rate:
    from harness.api.figures import Rate
    from harness.errors import UsageError

    try:
        return Rate.parse(text)
    except ValueError as error:
        raise UsageError(f"--rate {error}") from None


def _ended() -> threading.Event:
    """Set by Ctrl-C, and by whoever ends a service in the background."""
    ended = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    return ended
