"""A report for spreadsheets: one row for each finding."""

from __future__ import annotations

import csv
import io

from harness.report.model import Report, ReportedFinding, ReportedRule

__all__ = ["COLUMNS", "SUFFIX", "render"]

SUFFIX = ".csv"

COLUMNS = (
    *("severity", "rule", "family", "site", "page", "message", "evidence", "at"),
    *("cause", "fix", "standing", "reason", "id"),
)

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF100, RUF001 - full-width signs begin a formula too
"""What a spreadsheet takes for the beginning of a formula: https://owasp.org/www-community/attacks/CSV_Injection."""


def render(report: Report) -> str:
    """The findings as in RFC 4180, gravest rules first; what could be run as a formula begins with an apostrophe."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for rule in report.faulty:
        writer.writerows(map(_harmless, _row(rule, finding)) for finding in rule.findings)
    return file.getvalue()


def _row(rule: ReportedRule, finding: ReportedFinding) -> tuple[str, ...]:
    return (
        finding.severity,
        rule.rule,
        rule.family,
        finding.identity.site,
        finding.page,
        finding.message,
        finding.evidence,
        finding.at.isoformat(timespec="milliseconds") if finding.at else "",
        str(finding.cause or ""),
        finding.fix or rule.fix,
        finding.standing,
        finding.reason,
        finding.id,
    )


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip().startswith(FORMULA) else cell
