"""What an audit found: one result per rule, with the visits that were judged."""

from __future__ import annotations

from dataclasses import dataclass

from harness.audit.finding import SEVERITIES, Finding, Outcome, Severity
from harness.audit.rule import RulePage
from harness.audit.visit import Visit

__all__ = ["AuditReport", "RuleResult"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """What one rule says of all visits; `undecided`, `crashes` and `not_applicable` are reasons, one per visit at most.

    `ignored` is the reason for which the configuration leaves the rule out.
    """

    rule: str
    family: str
    severity: Severity
    page: RulePage
    findings: tuple[Finding, ...] = ()
    undecided: tuple[str, ...] = ()
    crashes: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    clean_visits: int = 0
    ignored: str | None = None

    @property
    def outcome(self) -> Outcome:
        """The gravest outcome over all visits: a crash of one visit does not hide the finding of another."""
        if self.findings:
            return "finding"
        if self.crashes:
            return "crashed"
        if self.undecided:
            return "undecided"
        return "clean" if self.clean_visits else "does-not-apply"

    @property
    def gravest(self) -> Severity:
        """The gravest severity among the findings; the rule's own where there is none."""
        return min(
            (finding.severity or self.severity for finding in self.findings),
            key=SEVERITIES.index,
            default=self.severity,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditReport:
    """The outcome of an audit; `problems` are the sentences on what could not be visited or judged at all."""

    visits: tuple[Visit, ...] = ()
    results: tuple[RuleResult, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, the gravest first."""
        found = (finding for result in self.results for finding in result.findings)
        return tuple(sorted(found, key=lambda each: SEVERITIES.index(each.severity or "error")))

    def of(self, outcome: Outcome) -> tuple[RuleResult, ...]:
        """The results with this outcome."""
        return tuple(result for result in self.results if result.outcome == outcome)

    def has(self, severity: Severity) -> bool:
        """Whether something of this severity, or graver, was found."""
        limit = SEVERITIES.index(severity)
        return any(SEVERITIES.index(finding.severity or "error") <= limit for finding in self.findings)
