"""The options that say where hosts are reached, for the verbs that visit pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from harness.cli._command import under

__all__ = ["address_options", "network"]

Command = TypeVar("Command", bound=Callable[..., Any])

network = under("Network")
"""`click.option` for an option of the network."""

_OPTIONS = (
    network(
        "--resolve",
        multiple=True,
        metavar="HOST:PORT:ADDRESS",
        help="Reach HOST at ADDRESS, as curl does; may be given several times.",
    ),
    network(
        "--connect-to",
        multiple=True,
        metavar="HOST:PORT:HOST2:PORT2",
        help="Connect to HOST2 instead of HOST, as curl does; may be given several times.",
    ),
)


def address_options(command: Command) -> Command:
    """Give a command `--resolve` and `--connect-to`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
