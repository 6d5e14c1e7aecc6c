"""A report for people at a terminal: the summary first, then what is wrong, why, and what to do."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from harness.audit.finding import Severity
from harness.audit.words import count
from harness.report.model import Report, ReportedFinding, ReportedRule, ReportedVisit
from harness.report.paint import BOLD, COLOURS, Paint, bare, painted
from harness.wire.words import plain

__all__ = ["MOST_SHOWN", "SUFFIX", "render"]

SUFFIX = ".txt"

MOST_SHOWN = 20
"""Findings of one rule, visits and other lines of one kind that are printed; JSON holds all of them."""

MOST_NAMED = 8
"""Rules without findings that are named; of more only the number is told."""

WIDTH = 100
LONGEST = 400


def render(report: Report, *, colour: bool = False) -> str:
    """The report as lines of text, at most `MOST_SHOWN` findings a rule, without anything that moves a terminal."""
    paint = painted if colour else bare
    lines = [
        *_visits(report.visits),
        f"{report.summary.seen}: {paint(report.summary.outcome, BOLD)}",
        *_problems(report.problems),
    ]
    for rule in report.faulty:
        if rule.counting:
            lines += ["", *_faults(rule, rule.gravest, paint)]
    lines += [*_doubts(report), *_baseline(report), *_changes(report), "", _rest(report)]
    return "\n".join(lines).rstrip() + "\n"


def _visits(visits: Sequence[ReportedVisit]) -> Iterator[str]:
    yield from map(_visit, visits[:MOST_SHOWN])
    if len(visits) > MOST_SHOWN:
        yield f"and {count(len(visits) - MOST_SHOWN, 'more visit')}"


def _visit(visit: ReportedVisit) -> str:
    with_browser = f" with {plain(visit.browser)}" if visit.browser else ""
    rest = "" if visit.settled else " (did not come to rest)"
    return f"{plain(visit.journey)} of {plain(visit.start_url, LONGEST)}{with_browser}{rest}"


def _problems(problems: Iterable[str]) -> Iterator[str]:
    yield from (f"failed: {plain(problem, LONGEST)}" for problem in problems)


def _faults(rule: ReportedRule, severity: Severity, paint: Paint) -> Iterator[str]:
    yield f"{paint(severity.upper(), COLOURS[severity])}  {paint(rule.rule, BOLD)}"
    yield from _wrapped(rule.title, "  ")
    for finding in rule.counting[:MOST_SHOWN]:
        yield ""
        yield from _fault(finding)
    if len(rule.counting) > MOST_SHOWN:
        yield f"\n  and {len(rule.counting) - MOST_SHOWN:,} more; JSON holds all of them"
    if rule.fix:
        yield ""
        yield from _wrapped(f"Fix: {rule.fix}", "  ")
    yield f"  More: hstrack rule {rule.rule}"


def _fault(finding: ReportedFinding) -> Iterator[str]:
    at = f" at {finding.at:%H:%M:%S}.{finding.at.microsecond // 1000:03}" if finding.at else ""
    yield from _field("what", finding.message)
    yield from _field("where", finding.page)
    yield from _field("evidence", finding.evidence + at if finding.evidence else "")
    yield from _field("cause", f"{finding.cause} ({finding.cause.url})" if finding.cause else "")
    yield from _field("fix", finding.fix)
    yield from _field("baseline", finding.reason)


def _field(name: str, value: str) -> Iterator[str]:
    if value:
        yield from _wrapped(plain(value, LONGEST), f"    {name:<10}", " " * 14)


def _doubts(report: Report) -> Iterator[str]:
    yield from _listed("UNDECIDED", [(each.rule, reason) for each in report.rules for reason in each.undecided])
    yield from _listed("CRASHED", [(each.rule, reason) for each in report.rules for reason in each.crashes])
    yield from _listed("NOT RULED OUT", [(each.journey, reason) for each in report.visits for reason in each.undecided])


def _baseline(report: Report) -> Iterator[str]:
    accepted = [finding for finding in report.findings if not finding.counts]
    yield from _listed("ACCEPTED", [(each.identity.rule, f"{each.page} ({each.reason})") for each in accepted])
    yield from _listed("ACCEPTED WITHOUT NEED", [("baseline", text) for text in report.stale])


def _changes(report: Report) -> Iterator[str]:
    yield from _listed("CHANGED", [(f"{each.kind} {each.what}", each.text) for each in report.changes or ()])


def _listed(title: str, reasons: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield from ("", title) if reasons else ()
    for name, reason in reasons[:MOST_SHOWN]:
        yield from _wrapped(f"{name}: {plain(reason, LONGEST)}", "  ", "    ")
    if len(reasons) > MOST_SHOWN:
        yield f"  and {len(reasons) - MOST_SHOWN:,} more"


def _rest(report: Report) -> str:
    clean = _named([rule.rule for rule in report.of("clean")])
    aside = _named([rule.rule for rule in report.of("does-not-apply") if rule.ignored is None])
    ignored = ", ".join(f"{rule.rule} ({plain(rule.ignored)})" for rule in report.rules if rule.ignored)
    told = (("Clean: ", clean), ("Nothing to look at: ", aside), ("Ignored: ", ignored))
    return "\n".join(line for name, rules in told if rules for line in _wrapped(name + rules, "", "  "))


def _named(rules: Sequence[str]) -> str:
    """The rules by name, where they are few enough to be read."""
    return ", ".join(rules) if len(rules) <= MOST_NAMED else count(len(rules), "rule")


def _wrapped(text: str, first: str, later: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=first if later is None else later,
        break_long_words=False,
        break_on_hyphens=False,
    )
