"""A report for code scanners: SARIF 2.1.0 (OASIS), a result for each finding, located at host and path of its page."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from harness.capture.timeline import SourceLine
from harness.report.model import Report, ReportedFinding, ReportedRule, Standing
from harness.wire.address import host_of, path_of

__all__ = ["FINGERPRINT", "SUFFIX", "render"]

SUFFIX = ".sarif"

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

FINGERPRINT = "hstrackIdentity/v1"
"""The name of the stable fingerprint."""

STATES: dict[Standing, str] = {"new": "new", "worse": "updated", "expired": "unchanged", "accepted": "unchanged"}


def render(report: Report) -> str:
    """The report as a log of one run; what the baseline accepts is suppressed with its reason."""
    numbers = {rule.rule: number for number, rule in enumerate(report.rules)}
    results = [_result(rule, finding, numbers[rule.rule]) for rule in report.faulty for finding in rule.findings]
    run = {
        "tool": {"driver": _driver(report)},
        "invocations": [_invocation(report)],
        "columnKind": "utf16CodeUnits",
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _driver(report: Report) -> dict[str, Any]:
    return {
        "name": "hstrack",
        "semanticVersion": version("hubspot-tracking-harness"),
        "rules": [_rule(rule) for rule in report.rules],
    }


def _rule(rule: ReportedRule) -> dict[str, Any]:
    help_text = "\n\n".join(f"{name}: {text}" for name, text in (("Why", rule.why), ("Fix", rule.fix)) if text)
    return {
        "id": rule.rule,
        "shortDescription": {"text": rule.title or rule.rule},
        **({"fullDescription": {"text": rule.why}} if rule.why else {}),
        **({"help": {"text": help_text}} if help_text else {}),
        **({"helpUri": rule.see} if rule.see.startswith("https://") else {}),
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": [rule.family]},
    }


def _result(rule: ReportedRule, finding: ReportedFinding, number: int) -> dict[str, Any]:
    state = STATES.get(finding.standing)
    accepted = [{"kind": "external", "justification": finding.reason}] if not finding.counts else []
    return {
        "ruleId": rule.rule,
        "ruleIndex": number,
        "level": finding.severity,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": _located(_place(finding.page), 1, 1)}],
        **({"relatedLocations": [_blamed(finding.cause)]} if finding.cause else {}),
        "partialFingerprints": {FINGERPRINT: finding.id},
        **({"baselineState": state} if state else {}),
        **({"suppressions": accepted} if finding.standing else {}),
        "properties": {"page": finding.page, "evidence": finding.evidence},
    }


def _place(url: str) -> str:
    return host_of(url) + path_of(url) if host_of(url) else url or "unknown"


def _blamed(cause: SourceLine) -> dict[str, Any]:
    place = cause.url if "://" not in cause.url else _place(cause.url)
    return {
        "id": 1,
        "physicalLocation": _located(place, cause.line, cause.column),
        "message": {"text": str(cause)},
    }


def _located(place: str, line: int, column: int) -> dict[str, Any]:
    region = {"startLine": max(line, 1), "startColumn": max(column, 1)}
    # A relative reference must not begin with a slash, and not look like a scheme.
    return {"artifactLocation": {"uri": quote(place.lstrip("/"), safe="/%-._~") or "unknown"}, "region": region}


def _invocation(report: Report) -> dict[str, Any]:
    told = [*report.problems, *(f"{rule.rule}: {crash}" for rule in report.rules for crash in rule.crashes)]
    notes = [f"{rule.rule}: {reason}" for rule in report.rules for reason in rule.undecided]
    return {
        "executionSuccessful": not told,
        "toolExecutionNotifications": [
            *({"level": "error", "message": {"text": text}} for text in told),
            *({"level": "note", "message": {"text": f"undecided: {text}"}} for text in notes),
        ],
    }
