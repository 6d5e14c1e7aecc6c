"""The verb `diff`: what is other in one report than in another."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from harness.cli._command import option, verb
from harness.cli._reporting import CLEAN, FOUND, Reporting, write

__all__ = ["command"]

FILE = click.Path(path_type=Path)


@verb
@click.argument("before", type=FILE, metavar="BEFORE")
@click.argument("after", type=FILE, metavar="AFTER")
@option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", help="How to print.")
@option(
    "-o", "--output", type=click.Path(dir_okay=False, allow_dash=True), help="Write to FILE (- is standard output)."
)
@option("--show-identities", is_flag=True, help="Show e-mail addresses instead of masking them.")
@option("--rules", "rule_files", type=FILE, multiple=True, help="Add the rules of a Python FILE of yours.")
def command(
    before: Path, after: Path, *, form: str, output: str | None, show_identities: bool, rule_files: tuple[Path, ...]
) -> None:
    """Say which findings, pages, events and properties appeared or vanished between two audits.

    \b
    hstrack diff monday.json tuesday.json
    hstrack diff monday.json tuesday.json --format markdown -o changes.md

    Each file is evidence, judged by the rules of today, or a report in JSON.

    Exit code 0: nothing changed; 1: something did; 2: a file cannot be read.
    """
    from harness.report.diff import DIFF_FORMATS, changes_between

    reading = Reporting(show_identities=show_identities, rule_files=rule_files)
    changes = changes_between(reading.read([before]), reading.read([after]))
    write(DIFF_FORMATS[form](changes), None if output == "-" else output)
    sys.exit(FOUND if changes else CLEAN)
