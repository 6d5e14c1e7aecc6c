"""A report for people at a terminal: the summary first, then what is wrong, why, and what to do."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence

from harness.audit.finding import SEVERITIES, Finding, Severity
from harness.audit.result import AuditReport, RuleResult
from harness.audit.visit import Visit
from harness.report.model import summary
from harness.wire.words import plain

__all__ = ["MOST_SHOWN", "text"]

MOST_SHOWN = 20
"""Findings of one rule that are printed; the other formats hold all of them."""

WIDTH = 100
LONGEST = 400

Paint = Callable[[str, str], str]
COLOURS: dict[Severity, str] = {"error": "31", "warning": "33", "note": "36"}


def text(report: AuditReport, *, colour: bool = False) -> str:
    """The report as lines of text, at most `MOST_SHOWN` findings a rule, without anything that moves a terminal."""
    paint = _painted if colour else _bare
    figures = summary(report)
    lines = [
        *(_visit(visit) for visit in report.visits),
        f"{figures.seen}: {paint(figures.outcome, '1')}",
        *_problems(report.problems),
    ]
    for severity in SEVERITIES:
        for result in report.of("finding"):
            if result.gravest == severity:
                lines += ["", *_faults(result, severity, paint)]
    lines += [*_doubts(report), "", _rest(report)]
    return "\n".join(lines).rstrip() + "\n"


def _visit(visit: Visit) -> str:
    with_browser = f" with {plain(visit.browser)}" if visit.browser else ""
    rest = "" if visit.settled else " (did not come to rest)"
    return f"{plain(visit.journey)} of {plain(visit.start_url, LONGEST)}{with_browser}{rest}"


def _problems(problems: Iterable[str]) -> Iterator[str]:
    yield from (f"failed: {plain(problem, LONGEST)}" for problem in problems)


def _faults(result: RuleResult, severity: Severity, paint: Paint) -> Iterator[str]:
    yield f"{paint(severity.upper(), COLOURS[severity])}  {paint(result.rule, '1')}"
    yield from _wrapped(result.page.title, "  ")
    for finding in result.findings[:MOST_SHOWN]:
        yield ""
        yield from _fault(finding)
    if len(result.findings) > MOST_SHOWN:
        yield f"\n  and {len(result.findings) - MOST_SHOWN:,} more; --json holds all of them"
    if result.page.fix:
        yield ""
        yield from _wrapped(f"Fix: {result.page.fix}", "  ")
    yield f"  More: hstrack rule {result.rule}"


def _fault(finding: Finding) -> Iterator[str]:
    at = f" at {finding.at:%H:%M:%S}.{finding.at.microsecond // 1000:03}" if finding.at else ""
    yield from _field("what", finding.message)
    yield from _field("where", finding.page)
    yield from _field("evidence", finding.evidence + at if finding.evidence else "")
    yield from _field("cause", f"{finding.cause} ({finding.cause.url})" if finding.cause else "")


def _field(name: str, value: str) -> Iterator[str]:
    if value:
        yield from _wrapped(plain(value, LONGEST), f"    {name:<10}", " " * 14)


def _doubts(report: AuditReport) -> Iterator[str]:
    yield from _listed("UNDECIDED", [(each.rule, reason) for each in report.results for reason in each.undecided])
    yield from _listed("CRASHED", [(each.rule, reason) for each in report.results for reason in each.crashes])
    yield from _listed("NOT RULED OUT", [(each.journey, reason) for each in report.visits for reason in each.undecided])


def _listed(title: str, reasons: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield from ("", title) if reasons else ()
    for name, reason in reasons[:MOST_SHOWN]:
        yield from _wrapped(f"{name}: {plain(reason, LONGEST)}", "  ", "    ")
    if len(reasons) > MOST_SHOWN:
        yield f"  and {len(reasons) - MOST_SHOWN:,} more"


def _rest(report: AuditReport) -> str:
    clean = ", ".join(result.rule for result in report.of("clean"))
    aside = ", ".join(result.rule for result in report.of("does-not-apply") if result.ignored is None)
    ignored = ", ".join(f"{result.rule} ({plain(result.ignored)})" for result in report.results if result.ignored)
    told = (("Clean: ", clean), ("Nothing to look at: ", aside), ("Ignored: ", ignored))
    return "\n".join(line for name, rules in told if rules for line in _wrapped(name + rules, "", "  "))


def _wrapped(text: str, first: str, later: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=first if later is None else later,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _painted(text: str, colour: str) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m"


def _bare(text: str, colour: str) -> str:  # noqa: ARG001 - the other of two brushes
    return text
