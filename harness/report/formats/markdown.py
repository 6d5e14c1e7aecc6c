"""A report for pull requests, chats and job summaries: Markdown as GitHub and GitLab read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from harness.audit.words import count
from harness.report.model import Report, ReportedFinding, ReportedRule
from harness.wire.words import plain

__all__ = ["MOST_SHOWN", "SUFFIX", "escaped", "render"]

SUFFIX = ".md"

MOST_SHOWN = 20
"""Findings of one rule and other lines of one kind that are told; JSON holds all of them."""

LARGEST = 900_000
"""Bytes of the whole: GitHub refuses a summary of more than 1 MiB, and there may be others in the step."""

LONGEST = 300
MARKS = {"error": "🔴", "warning": "🟠", "note": "🔵"}

# What Markdown reads as a mark, within a line or at its start.
_MARK = re.compile(r"[\\`*_\[\]|~$]|^[-+=!]|(?<=^[0-9])[.)]|(?<=^[0-9]{2})[.)]|(?<=^[0-9]{3})[.)]")
# What would make HTML, or call people and issues; a backslash does not help there.
_CALL = re.compile(r"[<>&@#]")


def render(report: Report) -> str:
    """The report in a few sections, bounded so that a job summary holds it (1 MiB)."""
    blocks = [f"## HubSpot tracking: {report.summary.outcome}", *_seen(report)]
    for rule in report.faulty:
        if rule.counting:
            blocks += _rule(rule)
    blocks += [*_told(report), *_clean(report)]
    return "\n\n".join(_fitting(blocks)) + "\n"


def escaped(text: str, limit: int = LONGEST) -> str:
    """A stranger's text that shows as it is, on one line, wherever in a document it stands."""
    called = _CALL.sub(lambda sign: f"&#{ord(sign[0])};", plain(text, limit).strip())
    return _MARK.sub(lambda sign: f"\\{sign[0]}", called)


def _fitting(blocks: Iterable[str]) -> Iterator[str]:
    total = 0
    for block in blocks:
        total += len(block.encode()) + 2
        if total > LARGEST:
            yield "… the rest does not fit in here; JSON holds all of it."
            return
        yield block


def _seen(report: Report) -> Iterator[str]:
    starts = list(dict.fromkeys(visit.start_url for visit in report.visits))
    if starts:
        more = f" and {count(len(starts) - 3, 'more')}" if len(starts) > 3 else ""
        yield f"{report.summary.seen}, in {count(len(report.visits), 'visit')} of {_joined(starts[:3])}{more}."


def _rule(rule: ReportedRule) -> Iterator[str]:
    yield f"### {MARKS[rule.gravest]} {escaped(rule.rule)} ({rule.gravest})"
    yield escaped(rule.title)
    rows = [_row(finding) for finding in rule.counting[:MOST_SHOWN]]
    yield "\n".join(["| what | where | cause |", "| --- | --- | --- |", *rows])
    if len(rule.counting) > MOST_SHOWN:
        yield f"… and {len(rule.counting) - MOST_SHOWN:,} more."
    if rule.fix:
        yield f"**Fix:** {escaped(rule.fix, 1_000)}"


def _row(finding: ReportedFinding) -> str:
    doubt = f" ({escaped(finding.reason)})" if finding.reason else ""
    cause = escaped(str(finding.cause)) if finding.cause else ""
    return f"| {escaped(finding.message)}{doubt} | {escaped(finding.page)} | {cause} |"


def _told(report: Report) -> Iterator[str]:
    accepted = [f"{each.identity.rule} on {each.page}: {each.reason}" for each in report.findings if not each.counts]
    undecided = [f"{rule.rule}: {reason}" for rule in report.rules for reason in rule.undecided]
    crashed = [f"{rule.rule}: {reason}" for rule in report.rules for reason in rule.crashes]
    changed = [f"{change.kind} {change.what}: {change.text}" for change in report.changes or ()]
    for title, lines in (
        ("Could not be visited", report.problems),
        ("Changed", changed),
        ("Undecided", undecided),
        ("Crashed", crashed),
        ("Accepted", accepted),
        ("Accepted without need", report.stale),
    ):
        yield from _listed(title, lines)


def _listed(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        more = [f"- … and {len(lines) - MOST_SHOWN:,} more"] if len(lines) > MOST_SHOWN else []
        yield f"### {title}"
        yield "\n".join([*(f"- {escaped(line)}" for line in lines[:MOST_SHOWN]), *more])


def _clean(report: Report) -> Iterator[str]:
    if clean := [rule.rule for rule in report.of("clean")]:
        yield f"**Clean:** {_joined(clean)}"


def _joined(texts: Iterable[str]) -> str:
    return ", ".join(map(escaped, texts))
