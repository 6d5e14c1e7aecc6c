"""The options of the verbs that report; a command gets them as one argument, `reporting`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from harness.cli._command import under
from harness.cli._reporting import Reporting
from harness.report.registry import format_names

__all__ = ["printing_options", "report_options"]

Command = TypeVar("Command", bound=Callable[..., Any])

_FILE = click.Path(dir_okay=False, path_type=Path)

_report, _failing = under("The report"), under("What fails")

_PRINTING = (
    _report(
        "--format",
        "formats",
        metavar="NAME[=FILE]",
        multiple=True,
        help=f"Print the report as {', '.join(format_names())}; with =FILE, write it there as well. "
        "May be given several times.",
    ),
    _report("--json", "as_json", is_flag=True, help="The same as --format json."),
    _report(
        "-o",
        "--output",
        type=click.Path(dir_okay=False, allow_dash=True),
        help="Write the report to FILE (- is standard output); its ending says the format if nothing else does.",
    ),
    _report("--show-identities", is_flag=True, help="Show e-mail addresses instead of masking them."),
    _report(
        "--rules",
        "rule_files",
        type=click.Path(path_type=Path),
        multiple=True,
        help="Add the rules of a Python FILE of yours; may be given several times.",
    ),
    _report("--since", type=_FILE, help="Tell what is other than in FILE, an older report or evidence."),
)

_JUDGING = (
    _failing(
        "--fail-on",
        type=click.Choice(["error", "warning", "note"]),
        help="Exit with 1 from this severity on (error, unless the configuration says another).",
    ),
    _failing("--baseline", type=_FILE, help="Fail only on what is new or graver than what FILE accepts."),
    _failing("--update-baseline", is_flag=True, help="Accept all that is found, in the file of --baseline."),
    _failing("--reason", metavar="TEXT", help="Why it is accepted (with --update-baseline)."),
    _failing(
        "--expires",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        help="Until when it is accepted (with --update-baseline).  [90 days]",
    ),
)


def report_options(command: Command) -> Command:
    """Give a command all options of a report; they come as one argument, `reporting`."""
    return _with_options(command, (*_PRINTING[:3], *_JUDGING, *_PRINTING[3:]))


def printing_options(command: Command) -> Command:
    """Give a command the options of printing alone, as `reporting`."""
    return _with_options(command, _PRINTING)


def _with_options(command: Command, options: Iterable[Callable[[Command], Command]]) -> Command:
    @wraps(command)
    def collected(**values: Any) -> Any:
        own = {each.name: values.pop(each.name) for each in fields(Reporting) if each.name in values}
        return command(**values, reporting=Reporting(**own))

    optioned: Any = collected
    for option in reversed([*options]):
        optioned = option(optioned)
    return optioned  # type: ignore[no-any-return]  # the command with options is a command
