"""What every face of a report shows first: how much was seen, and what came of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from harness.audit.finding import SEVERITIES, Severity
from harness.audit.result import AuditReport
from harness.audit.words import count
from harness.wire.hits import CustomEvent, PageView

__all__ = ["Summary", "summary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The figures of an audit; `portals` are the portal ids in the order in which they were met."""

    pages: int
    hits: int
    page_views: int
    events: int
    malformed: int
    portals: tuple[int, ...]
    severities: tuple[tuple[Severity, int], ...]
    undecided: int
    crashed: int
    problems: int

    @property
    def seen(self) -> str:
        """`2 pages, 5 hits (3 page views, 1 event) of portal 4242`."""
        kinds = f"{count(self.page_views, 'page view')}, {count(self.events, 'event')}"
        portals = f" of portal {' and '.join(map(str, self.portals))}" if self.portals else ""
        torn = f", {count(self.malformed, 'malformed request')}" if self.malformed else ""
        return f"{count(self.pages, 'page')}, {count(self.hits, 'hit')} ({kinds}){portals}{torn}"

    @property
    def outcome(self) -> str:
        """`1 error, 2 warnings, 1 rule undecided`, or `nothing found`; what was not seen whole is not called so."""
        found = [count(number, severity) for severity, number in self.severities if number]
        failed = [f"{count(self.problems, 'visit')} failed"] if self.problems else []
        doubts = [f"{count(self.undecided, 'rule')} undecided"] if self.undecided else []
        crashes = [f"{count(self.crashed, 'rule')} crashed"] if self.crashed else []
        return ", ".join([*found, *failed, *([] if found or failed else ["nothing found"]), *doubts, *crashes])


def summary(report: AuditReport) -> Summary:
    """The figures of a report."""
    hits = [hit for visit in report.visits for hit in visit.hits]
    weights = Counter(finding.severity for finding in report.findings)
    return Summary(
        pages=sum(len(visit.pages) for visit in report.visits),
        hits=len(hits),
        page_views=sum(isinstance(hit, PageView) for hit in hits),
        events=sum(isinstance(hit, CustomEvent) for hit in hits),
        malformed=sum(len(visit.malformed) for visit in report.visits),
        portals=tuple(dict.fromkeys(hit.portal_id for hit in hits if hit.portal_id is not None)),
        severities=tuple((severity, weights[severity]) for severity in SEVERITIES),
        undecided=len(report.of("undecided")),
        crashed=len(report.of("crashed")),
        problems=len(report.problems),
    )
