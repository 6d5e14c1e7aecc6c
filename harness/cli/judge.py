"""The verb `judge`: saved evidence, judged again without a browser."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from harness.cli._report_options import report_options
from harness.cli._reporting import Reporting, exit_code

__all__ = ["command"]


@click.command
@click.argument("evidence", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@report_options
def command(evidence: tuple[Path, ...], *, reporting: Reporting) -> None:
    """Judge evidence that `hstrack audit --save` has written, by the rules of today.

    \b
    hstrack judge visit.json
    hstrack judge visit.json --format html=report.html --format sarif=report.sarif
    hstrack judge visit.json --baseline accepted.toml --update-baseline --reason "the new router comes in May"
    hstrack judge visit.json --baseline accepted.toml

    Exit code 0: clean; 1: something found that is not accepted; 2: a file cannot be read.
    """
    from harness.audit.evidence import load_visits

    reporting.check()
    report = reporting.tell(visit for file in evidence for visit in load_visits(file))
    sys.exit(exit_code(report))
