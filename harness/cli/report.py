"""The verb `report`: saved evidence or a report, printed in other formats."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from harness.cli._command import verb
from harness.cli._report_options import printing_options
from harness.cli._reporting import Reporting

__all__ = ["command"]


@verb
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@printing_options
def command(files: tuple[Path, ...], *, reporting: Reporting) -> None:
    """Print saved evidence, or a report in JSON, for other readers; HTML unless you say another format.

    \b
    hstrack report visit.json -o report.html
    hstrack report report.json --format markdown
    hstrack report visit.json --format csv=findings.csv -o report.html
    hstrack report visit.json --since last-week.json -o report.html

    Exit code 0: printed, whatever was found; 2: a file cannot be read or written.
    """
    wanted = replace(reporting, usual="html")
    wanted.check()
    wanted.show(wanted.compared(wanted.read(files)))
