"""A report as its page shows it: sections, bounded for readers without scripts, and the rest for scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from harness.report.model import HitSeen, Moment, Report, ReportedFinding, ReportedRule, ReportedVisit
from harness.report.page.flow import Flow, flow_of
from harness.report.page.island import Island
from harness.report.page.matrix import Matrix, matrix_of
from harness.report.page.scale import SCALE, Axis, Entry, axis_of, entries_of
from harness.wire.address import host_of
from harness.wire.words import plain

__all__ = ["FindingView", "RuleView", "View", "VisitView", "view_of"]

SHOWN_FINDINGS, SHOWN_VISITS, SHOWN_ENTRIES, SHOWN_ROWS = 10, 12, 60, 40
"""What the page itself holds of findings of a rule, visits, entries of a visit and rows of a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """One finding with its anchor and its time of day."""

    anchor: str
    finding: ReportedFinding
    clock: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """One rule that found something: its first findings, and how many there are."""

    number: int
    rule: ReportedRule
    shown: tuple[FindingView, ...]
    total: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitView:
    """One visit: the drawing, its first entries, and how many there are."""

    number: int
    visit: ReportedVisit
    axis: Axis
    shown: tuple[Entry, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All that the template needs."""

    report: Report
    title: str
    hosts: tuple[str, ...]
    when: str
    grade: str
    tiles: tuple[tuple[str, str], ...]
    outcomes: tuple[tuple[str, int, float, float], ...]
    rules: tuple[RuleView, ...]
    visits: tuple[VisitView, ...]
    flow: Flow
    matrix: Matrix
    standings: tuple[tuple[str, int], ...]
    island: str
    opened: int
    scale: str = SCALE
    shown: int = SHOWN_ROWS


def view_of(report: Report) -> View:
    """The view of a report."""
    island = Island()
    anchors = _Anchors()
    rules = tuple(_rule(number, rule, anchors, island) for number, rule in enumerate(report.faulty))
    visits = tuple(_visits(report, island))
    matrix = matrix_of(report.visits)
    island.add("matrix", ((place, *(cell.text for cell in cells)) for place, cells in matrix.rows))
    island.add("places", ((each.place, each.loads, each.views, each.hits) for each in report.coverage.places))
    hosts = tuple(dict.fromkeys(host_of(visit.start_url) or visit.start_url for visit in report.visits))
    return View(
        report=report,
        title=f"HubSpot tracking of {', '.join(hosts[:3]) or 'nothing'}",
        hosts=hosts,
        when=_day(report.visits[0].started_at) if report.visits else "",
        grade=_grade(report),
        tiles=tuple(_tiles(report)),
        outcomes=tuple(_outcomes(report)),
        rules=rules,
        visits=visits,
        flow=flow_of(report.visits, report.summary.portals),
        matrix=matrix,
        standings=tuple(_standings(report)),
        island=island.text(),
        opened=next((each.number for each in visits if any(entry.lane == "finding" for entry in each.shown)), 0),
    )


class _Anchors:
    """A name for each finding within the page; findings of one identity are numbered."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def of(self, finding: ReportedFinding) -> str:
        number = self._used[finding.id] = self._used.get(finding.id, 0) + 1
        return f"f-{finding.id}" + (f"-{number}" if number > 1 else "")


def _rule(number: int, rule: ReportedRule, anchors: _Anchors, island: Island) -> RuleView:
    every = [
        FindingView(anchor=anchors.of(finding), finding=finding, clock=_clock(finding.at)) for finding in rule.findings
    ]
    island.add(f"rule-{number}", map(_finding_row, every))
    pages = len({finding.page for finding in rule.findings})
    return RuleView(number=number, rule=rule, shown=tuple(every[:SHOWN_FINDINGS]), total=len(every), pages=pages)


def _finding_row(view: FindingView) -> tuple[str, ...]:
    finding = view.finding
    cause = f"{finding.cause} ({finding.cause.url})" if finding.cause else ""
    evidence = f"{finding.evidence}{f' at {view.clock}' if view.clock else ''}" if finding.evidence else ""
    where = (finding.page, evidence, cause, finding.fix, finding.reason)
    return (view.anchor, finding.severity, finding.standing, finding.message, *where)


def _visits(report: Report, island: Island) -> Iterator[VisitView]:
    rows, findings = [], [each for each in report.findings if each.at]
    for number, visit in enumerate(report.visits):
        entries = entries_of(visit, _findings_of(visit, findings))
        rows.append((f"{visit.journey} of {visit.start_url}", visit.browser, len(entries)))
        island.add(f"visit-{number}", ((each.at_ms, each.lane, each.text, each.place, each.cause) for each in entries))
        if number < SHOWN_VISITS:
            yield VisitView(
                number=number,
                visit=visit,
                axis=axis_of(entries),
                shown=entries[:SHOWN_ENTRIES],
                total=len(entries),
            )
    island.add("visits", rows)


def _findings_of(visit: ReportedVisit, findings: Sequence[ReportedFinding]) -> Sequence[ReportedFinding]:
    """The findings whose evidence is of the time and of a host of a visit; visits may be at the same time."""
    seen: tuple[HitSeen | Moment, ...] = (*visit.hits, *visit.moments)
    times = [each.at for each in seen if each.at]
    first, last = min(times, default=visit.started_at), max(times, default=visit.started_at)
    during = [each for each in findings if each.at and first <= each.at <= last]
    hosts = {host_of(each.page) for each in seen} if during else ()
    return [each for each in during if host_of(each.page) in hosts]


def _grade(report: Report) -> str:
    """The word for the whole: the gravest severity that counts, else `doubt` or `clean`."""
    found = next((severity for severity, number in report.summary.severities.items() if number), None)
    doubtful = report.problems or report.summary.undecided or report.summary.crashed or not report.visits
    return found or ("doubt" if doubtful else "clean")


def _tiles(report: Report) -> Iterator[tuple[str, str]]:
    figures, seen = report.summary, report.coverage
    yield f"{figures.pages:,}", "page loaded" if figures.pages == 1 else "pages loaded"
    yield f"{figures.page_views:,}", "page view" if figures.page_views == 1 else "page views"
    yield f"{figures.events:,}", "event" if figures.events == 1 else "events"
    others = figures.hits - figures.page_views - figures.events
    yield f"{others:,}", "other hit" if others == 1 else "other hits"
    yield f"{seen.visitors:,}", "visitor" if seen.visitors == 1 else "visitors"
    yield f"{sum(seen.identities.values()):,}", ", ".join(("values of an identity", *seen.identities))


def _outcomes(report: Report) -> Iterator[tuple[str, int, float, float]]:
    """Outcome, number of rules, and where its part of the bar begins and how wide it is, in percent."""
    begin = 0.0
    for outcome in ("finding", "crashed", "undecided", "clean", "does-not-apply"):
        number = len(report.of(outcome))
        width = 100 * number / max(len(report.rules), 1)
        if number:
            yield outcome, number, begin, width
        begin += width


def _standings(report: Report) -> Iterator[tuple[str, int]]:
    for standing in ("new", "worse", "expired", "accepted"):
        number = sum(finding.standing == standing for finding in report.findings)
        if number:
            yield standing, number


def _clock(at: datetime | None) -> str:
    return f"{at:%H:%M:%S}.{at.microsecond // 1000:03}" if at else ""


def _day(at: datetime) -> str:
    return plain(f"{at.day} {at:%B %Y, %H:%M} UTC")
