"""Where the verbs of fleets find the history."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.cli._command import under

if TYPE_CHECKING:
    from harness.fleet.history import History

__all__ = ["fleet_in", "history_option", "opened"]

history_option = under("The history")(
    "--history",
    "history_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Keep the history in FILE.  [a file in your data folder]",
)


def opened(file: Path | None, *, wanted: bool = False) -> History:
    """The history; UsageError where it is `wanted` and there is none."""
    import os

    from harness.errors import UsageError
    from harness.fleet.history import History
    from harness.fleet.place import usual_history

    place = file or usual_history(os.environ, Path.home())
    if wanted and not place.exists():
        raise UsageError(f"{place}: there is no history yet; `hstrack fleet run` begins one, --history names another")
    return History(place)


def fleet_in(history: History, fleet: str | None) -> str:
    """The fleet that is meant; UsageError where there are several and none is named, or another one."""
    from harness.errors import UsageError
    from harness.fleet.reading import fleets

    known = fleets(history)
    if fleet in known or (fleet is None and len(known) == 1):
        return fleet or known[0]
    there = f"there are {', '.join(known)}" if known else "it holds no run yet"
    wanted = f"{history.file}: no fleet {fleet!r}" if fleet else f"{history.file}: which fleet is meant"
    raise UsageError(f"{wanted}; {there}")
