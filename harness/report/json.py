"""A report for programs: JSON of a version that only grows.

The document holds `format` (`hstrack-report`), `version`, `summary` (figures), `visits` (journey, addresses, what was
seen), `rules` (one object per rule: outcome, findings, reasons, its page) and `problems` (sentences on what could not
be visited). Times are ISO 8601 in UTC. A finding holds `message`, `severity`, `page`, `evidence`, `at` and `cause`
(`url`, `line`, `column`, `function`, or null).
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from harness.audit.finding import Finding
from harness.audit.result import AuditReport, RuleResult
from harness.audit.visit import Visit
from harness.report.model import summary

__all__ = ["VERSION", "json_text"]

VERSION = 1


def json_text(report: AuditReport) -> str:
    """The whole report, nothing left out, as UTF-8 can hold it."""
    figures = summary(report)
    document = {
        "format": "hstrack-report",
        "version": VERSION,
        "summary": {**asdict(figures), "severities": dict(figures.severities)},
        "visits": [_visit(visit) for visit in report.visits],
        "rules": [_rule(result) for result in report.results],
        "problems": report.problems,
    }
    written = json.dumps(document, indent=2, ensure_ascii=False)
    return written.encode("utf-8", "replace").decode() + "\n"


def _visit(visit: Visit) -> dict[str, Any]:
    return {
        "journey": visit.journey,
        "start_url": visit.start_url,
        "browser": visit.browser,
        "started_at": _time(visit.started_at),
        "pages": [
            {"url": page.url, "final_url": page.final_url, "status": page.status, "title": page.title}
            for page in visit.pages
        ],
        "hits": [{"phrase": hit.phrase, "page": hit.page.url, "sent_at": _time(hit.sent_at)} for hit in visit.hits],
        "malformed": [{"url": torn.request.url, "reasons": torn.reasons} for torn in visit.malformed],
        "faults": [{"kind": fault.kind, "text": fault.text, "url": fault.url} for fault in visit.faults],
        "banner": visit.banner,
        "settled": visit.settled,
        "undecided": visit.undecided,
    }


def _rule(result: RuleResult) -> dict[str, Any]:
    return {
        "rule": result.rule,
        "family": result.family,
        "severity": result.severity,
        "outcome": result.outcome,
        "title": result.page.title,
        "why": result.page.why,
        "fix": result.page.fix,
        "see": result.page.see,
        "findings": [_finding(finding) for finding in result.findings],
        "undecided": result.undecided,
        "crashes": result.crashes,
        "not_applicable": result.not_applicable,
        "ignored": result.ignored,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "message": finding.message,
        "severity": finding.severity,
        "page": finding.page,
        "evidence": finding.evidence,
        "at": _time(finding.at),
        "cause": asdict(finding.cause) if finding.cause else None,
    }


def _time(at: datetime | None) -> str | None:
    return at.isoformat(timespec="milliseconds") if at else None
