"""The verb `judge`: saved evidence, judged again without a browser."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.cli._reporting import exit_code, judged, report_options, show

if TYPE_CHECKING:
    from harness.audit.finding import Severity

__all__ = ["command"]


@click.command
@click.argument("evidence", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@report_options
def command(
    evidence: tuple[Path, ...],
    *,
    as_json: bool,
    output: str | None,
    fail_on: Severity | None,
    show_identities: bool,
    rule_files: tuple[Path, ...],
) -> None:
    """Judge evidence that `hstrack audit --save` has written, by the rules of today.

    \b
    hstrack judge visit.json
    hstrack judge visit.json --json -o report.json

    Exit code 0: clean; 1: something found; 2: a file cannot be read.
    """
    from harness.audit.evidence import load_visits

    visits = [visit for file in evidence for visit in load_visits(file)]
    report, usual = judged(visits, rule_files)
    show(report, as_json=as_json, output=output, show_identities=show_identities)
    sys.exit(exit_code(report, fail_on or usual))
