"""The verb `judge`: what was recorded, judged without a browser."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.cli._command import under, verb
from harness.cli._report_options import report_options
from harness.cli._reporting import Reporting, exit_code

if TYPE_CHECKING:
    from harness.audit.evidence import Loaded

__all__ = ["command"]

FILES = click.Path(path_type=Path)

judged = under("What to judge")


@verb
@click.argument("evidence", nargs=-1, type=FILES, metavar="[FILE]...")
@judged("--har", "hars", multiple=True, type=FILES, metavar="FILE", help="Judge a HAR of any tool.")
@judged("--trace", "traces", multiple=True, type=FILES, metavar="FILE", help="Judge a trace of Playwright.")
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
    reporting.check()
    recorded = _recorded(evidence, hars, traces)
    report = reporting.tell(
        (visit for each in recorded for visit in each.visits),
        [problem for each in recorded for problem in each.problems],
    )
    sys.exit(exit_code(report))


def _recorded(evidence: tuple[Path, ...], hars: tuple[Path, ...], traces: tuple[Path, ...]) -> list[Loaded]:
    from harness.audit.evidence import Loaded, read_evidence
    from harness.audit.recorded import visit_of_har, visits_of_trace
    from harness.errors import UsageError

    if not (evidence or hars or traces):
        raise UsageError("there is nothing to judge; name saved evidence, or --har FILE, or --trace FILE")
    return [
        *(read_evidence(file) for file in evidence),
        *(Loaded((visit_of_har(file),)) for file in hars),
        *(Loaded(visits_of_trace(file)) for file in traces),
    ]
