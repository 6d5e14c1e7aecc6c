"""What `audit` and `judge` share: the options of a report, and how it is printed and turned into an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from harness.errors import UsageError

if TYPE_CHECKING:
    from harness.audit.finding import Severity
    from harness.audit.result import AuditReport
    from harness.audit.visit import Visit

__all__ = ["CLEAN", "COULD_NOT_RUN", "FOUND", "exit_code", "judged", "report_options", "show", "wants_colour"]

CLEAN, FOUND, COULD_NOT_RUN = 0, 1, 2

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--json", "as_json", is_flag=True, help="Print the report as JSON instead of text."),
    click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False, allow_dash=True),
        help="Write the report to FILE (- is standard output).",
    ),
    click.option(
        "--fail-on",
        type=click.Choice(["error", "warning", "note"]),
        help="Exit with 1 from this severity on (error, unless the configuration says another).",
    ),
    click.option("--show-identities", is_flag=True, help="Show e-mail addresses instead of masking them."),
    click.option(
        "--rules",
        "rule_files",
        type=click.Path(path_type=Path),
        multiple=True,
        help="Add the rules of a Python FILE of yours; may be given several times.",
    ),
)


def report_options(command: Command) -> Command:
    """Give a command the options of a report."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def judged(
    visits: Iterable[Visit], rule_files: Iterable[Path], problems: Iterable[str] = ()
) -> tuple[AuditReport, Severity]:
    """The report on visits by all rules and this folder's configuration, and the severity that fails."""
    from harness.audit.config import load_config
    from harness.audit.registry import catalogue
    from harness.audit.run import judge

    config = load_config(Path())
    rules = catalogue(rule_files)
    config.check(rules)
    return judge(visits, rules, config, problems), config.fail_on


def show(report: AuditReport, *, as_json: bool, output: str | None, show_identities: bool) -> None:
    """Print the report, or write it to a file; e-mail addresses are masked unless they are to be shown."""
    from harness.audit.emails import Masker
    from harness.report.json import json_text
    from harness.report.text import text

    to_file = output not in (None, "-")
    printed = json_text(report) if as_json else text(report, colour=not to_file and wants_colour())
    if not show_identities:
        printed = Masker()(printed)
    if not to_file:
        click.echo(printed, nl=False)
        return
    try:
        Path(str(output)).write_text(printed, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{output}: the report cannot be written ({error.strerror}); name another file") from None


def exit_code(report: AuditReport, fail_on: Severity) -> int:
    """0 clean, 1 found something of that severity or graver, 2 something could not be visited or judged."""
    if report.problems or report.of("crashed"):
        return COULD_NOT_RUN
    return FOUND if report.has(fail_on) else CLEAN


def wants_colour() -> bool:
    """Whether standard output is a terminal that nobody has asked to stay plain (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
