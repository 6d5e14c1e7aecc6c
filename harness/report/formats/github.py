"""A report for the log of a GitHub Actions job: annotations, the gravest first.

The commands, their escapes and the limits of ten annotations of a kind in a step are GitHub's:
https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from harness.audit.finding import SEVERITIES, Severity
from harness.report.model import Report, ReportedFinding
from harness.wire.words import plain

__all__ = ["MOST_SHOWN", "SUFFIX", "render"]

SUFFIX = ".github.txt"

MOST_SHOWN = 10
LONGEST = 1_000
COMMANDS: Mapping[Severity, str] = MappingProxyType({"error": "error", "warning": "warning", "note": "notice"})


def render(report: Report) -> str:
    """One command a line; what is more than GitHub shows is told in a line of its own, behind the outcome."""
    lines = [f"hstrack: {plain(report.summary.outcome, LONGEST)}"]
    for severity in SEVERITIES:
        found = [each for each in report.findings if each.counts and each.severity == severity]
        lines += [_annotation(finding) for finding in found[:MOST_SHOWN]]
        if len(found) > MOST_SHOWN:
            lines.append(f"hstrack: and {len(found) - MOST_SHOWN:,} more of severity {severity}; GitHub shows no more")
    lines += [f"::error title=could not be visited::{_data(problem)}" for problem in report.problems[:MOST_SHOWN]]
    return "\n".join(lines) + "\n"


def _annotation(finding: ReportedFinding) -> str:
    properties = ",".join(f"{name}={_property(value)}" for name, value in _place(finding))
    told = f"{finding.message} (on {finding.page})" if finding.page else finding.message
    return f"::{COMMANDS[finding.severity]} {properties}::{_data(told)}"


def _place(finding: ReportedFinding) -> Iterator[tuple[str, str]]:
    yield "title", finding.identity.rule
    # Only a source map tells a file of the repository; of another, GitHub could show no line.
    if finding.cause and "://" not in finding.cause.url:
        yield "file", finding.cause.url
        yield "line", str(finding.cause.line)
        yield "col", str(finding.cause.column)


def _data(text: str) -> str:
    return plain(text, LONGEST).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
