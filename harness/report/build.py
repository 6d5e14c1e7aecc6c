"""An audit's outcome made a report: once, for every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from harness.audit.config import AuditConfig
from harness.audit.finding import SEVERITIES, Finding
from harness.audit.result import AuditReport, RuleResult
from harness.audit.rule import Rule
from harness.audit.run import Judging
from harness.audit.visit import Visit
from harness.capture.causes import Causes
from harness.capture.timeline import AskedHit, QueueCall, Timeline
from harness.report.coverage import coverage_of
from harness.report.identity import identity_of
from harness.report.model import (
    HitSeen,
    PageSeen,
    Report,
    ReportedFinding,
    ReportedRule,
    ReportedVisit,
    Summary,
)
from harness.report.moments import moments_of
from harness.report.tidy import tidied
from harness.wire.hits import Hit
from harness.wire.linking import LinkParams
from harness.wire.words import plain

__all__ = ["LONGEST", "GrowingReport", "report_of", "summary_of"]

LONGEST = 2_000
"""Characters of a text that a stranger chose."""

Mask = Callable[[str], str]


class GrowingReport:
    """A report that is made visit by visit, as they end; of a visit it keeps what it shows."""

    def __init__(self, rules: Sequence[Rule], config: AuditConfig | None = None, mask: Mask = str) -> None:
        self._judging = Judging(rules, config)
        self._change = _bounded(mask)
        self._visits: list[ReportedVisit] = []
        self._torn = 0

    def add(self, visit: Visit) -> None:
        """Judge a visit; may be called from another thread, one visit at a time."""
        self._judging.add(visit)
        self._visits.append(tidied(_visit(visit), self._change))
        self._torn += len(visit.malformed)

    @property
    def found(self) -> tuple[int, int]:
        """How many findings there are so far, and in how many visits."""
        return self._judging.found, len(self._visits)

    def report(self, problems: Iterable[str] = ()) -> Report:
        """The report so far; `problems` are what could not be visited."""
        return _report(tuple(self._visits), self._judging.results, tuple(problems), self._torn, self._change)


def report_of(audit: AuditReport, mask: Mask = str) -> Report:
    """The report of an audit, every text of strangers changed by `mask`, bounded, and free of control characters."""
    change = _bounded(mask)
    visits = tuple(tidied(_visit(visit), change) for visit in audit.visits)
    return _report(visits, audit.results, audit.problems, sum(len(visit.malformed) for visit in audit.visits), change)


def _bounded(mask: Mask) -> Mask:
    return lambda text: plain(mask(text[: 4 * LONGEST]), LONGEST)


def _report(
    visits: tuple[ReportedVisit, ...],
    results: Iterable[RuleResult],
    problems: tuple[str, ...],
    torn: int,
    change: Mask,
) -> Report:
    report = Report(
        visits=visits,
        rules=tuple(_rule(result, change) for result in results),
        problems=tidied(problems, change),
        coverage=coverage_of(visits),
    )
    return replace(report, summary=summary_of(report, malformed=torn))


def summary_of(report: Report, malformed: int | None = None) -> Summary:
    """The figures of a report."""
    hits = [hit for visit in report.visits for hit in visit.hits]
    kinds = Counter(hit.kind for hit in hits)
    weights = Counter(finding.severity for finding in report.findings if finding.counts)
    return Summary(
        pages=sum(len(visit.pages) for visit in report.visits),
        hits=len(hits),
        page_views=kinds["page view"],
        events=kinds["event"],
        malformed=report.summary.malformed if malformed is None else malformed,
        portals=tuple(dict.fromkeys(hit.portal_id for hit in hits if hit.portal_id is not None)),
        severities={severity: weights[severity] for severity in SEVERITIES},
        accepted=sum(not finding.counts for finding in report.findings),
        undecided=len(report.of("undecided")),
        crashed=len(report.of("crashed")),
        problems=len(report.problems),
    )


def _visit(visit: Visit) -> ReportedVisit:
    return ReportedVisit(
        journey=visit.journey,
        start_url=visit.start_url,
        browser=visit.browser,
        started_at=visit.started_at,
        pages=tuple(
            PageSeen(
                url=page.url,
                final_url=page.final_url,
                status=page.status,
                title=page.title,
                loaded_at=page.loaded_at,
                takeover=page.takeover,
            )
            for page in visit.pages
        ),
        hits=tuple(_hits(visit)),
        moments=moments_of(visit),
        banner=visit.banner,
        settled=visit.settled,
        undecided=visit.undecided,
        lacks=visit.lacks,
    )


def _hits(visit: Visit) -> Iterator[HitSeen]:
    told: list[QueueCall | AskedHit] = sorted([*visit.calls, *visit.asked], key=lambda entry: entry.at)
    causes = Timeline((*told, *visit.hits)).causes
    for hit in visit.hits:
        at = _time_of(hit)
        page = hit.page.url or ""
        yield HitSeen(
            kind=hit.kind,
            phrase=hit.phrase,
            page=LinkParams.remove_from(page),
            path=hit.page.tracked_path or "",
            at=at,
            sent_at=hit.sent_at,
            portal_id=hit.portal_id,
            name=_text(hit, "name") or _text(hit, "id"),
            properties=getattr(hit, "properties", ()),
            identity=hit.identity.pairs if hit.identity else (),
            visitor=hit.visitor.usertoken or "",
            linked=LinkParams.find(page) is not None,
            consent=hit.consent.given,
            choice=_choice(visit, at),
            cause=_cause(causes, hit),
        )


def _text(hit: Hit, name: str) -> str:
    value = getattr(hit, name, None)
    return value if isinstance(value, str) else ""


def _time_of(hit: Hit) -> datetime | None:
    # A page's own clock runs ahead once its timers were run; the arrival fits the other times of a visit.
    return (hit.request.arrived_at if hit.request else None) or hit.sent_at


def _choice(visit: Visit, at: datetime | None) -> str:
    """The visitor's last choice before a moment."""
    made = [choice.decision for choice in visit.choices if at and choice.chosen_at <= at]
    return made[-1] if made else "open" if visit.banner else "none"


def _cause(causes: Causes, hit: Hit) -> str:
    cause = causes.of(hit)
    return str(cause.source) if cause.source else cause.reason


def _rule(result: RuleResult, change: Mask) -> ReportedRule:
    return ReportedRule(
        rule=result.rule,
        family=result.family,
        severity=result.severity,
        outcome=result.outcome,
        title=result.page.title,
        why=result.page.why,
        fix=result.page.fix,
        bad=result.page.bad,
        good=result.page.good,
        see=result.page.see,
        findings=tuple(_finding(finding, result, change) for finding in result.findings),
        undecided=tidied(result.undecided, change),
        crashes=tidied(result.crashes, change),
        not_applicable=tidied(result.not_applicable, change),
        ignored=result.ignored,
    )


def _finding(finding: Finding, result: RuleResult, change: Mask) -> ReportedFinding:
    told = tidied(finding, change)
    identity = identity_of(replace(told, rule=result.rule))
    return ReportedFinding(
        id=identity.fingerprint,
        message=told.message,
        severity=told.severity or result.severity,
        page=told.page,
        evidence=told.evidence,
        at=told.at,
        cause=told.cause,
        fix=told.fix if finding.fix != result.page.fix else "",
        identity=identity,
    )
