"""The verb `judge`: what was recorded, judged without a browser."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from harness.cli._report_options import report_options
from harness.cli._reporting import Reporting, exit_code

__all__ = ["command"]

FILES = click.Path(path_type=Path)


@click.command
@click.argument("evidence", nargs=-1, type=FILES, metavar="[FILE]...")
@click.option("--har", "hars", multiple=True, type=FILES, metavar="FILE", help="Judge a HAR of any tool.")
@click.option("--trace", "traces", multiple=True, type=FILES, metavar="FILE", help="Judge a trace of Playwright.")
@report_options
def command(
    evidence: tuple[Path, ...], *, hars: tuple[Path, ...], traces: tuple[Path, ...], reporting: Reporting
) -> None:
    """Judge evidence that `hstrack audit --save` has written, by the rules of today; or what other tools recorded.

    \b
    hstrack judge visit.json
    hstrack judge --har www.acme.com.har
    hstrack judge --trace test-results/test-shop-py-test-title-chromium/trace.zip
    hstrack judge visit.json --format html=report.html --format sarif=report.sarif
    hstrack judge visit.json --baseline accepted.toml --update-baseline --reason "the new router comes in May"
    hstrack judge visit.json --baseline accepted.toml

    Exit code 0: clean; 1: something found that is not accepted; 2: a file cannot be read, or breaks off.
    """
    from harness.audit.recorded import visits_on_file

    reporting.check()
    loaded = visits_on_file(evidence, hars, traces)
    sys.exit(exit_code(reporting.tell(loaded.visits, loaded.problems)))
