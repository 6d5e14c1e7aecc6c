"""What is other in one report than in another: findings, pages, events and properties that appeared or vanished."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType
from typing import Literal

from harness.audit.finding import SEVERITIES
from harness.audit.words import count
from harness.report.formats.markdown import escaped
from harness.report.model import Change, Report, ReportedFinding
from harness.wire.words import plain

__all__ = ["DIFF_FORMATS", "changes_between", "diff_json", "diff_markdown", "diff_text"]

LONGEST = 300
SIGNS = {"appeared": "+", "worse": "!", "vanished": "-"}


def changes_between(before: Report, after: Report) -> tuple[Change, ...]:
    """The changes, findings first; the same finding is known by its identity, whatever its words and lines."""
    return (
        *_findings(before, after),
        *_named("page", _places(before), _places(after)),
        *_named("event", _events(before), _events(after)),
        *_named("property", _properties(before, after), _properties(after, before)),
    )


def diff_text(changes: Sequence[Change]) -> str:
    """One line a change, behind `+` (appeared), `!` (graver) or `-` (vanished)."""
    lines = (f"{SIGNS[change.what]} {change.kind:<8}  {plain(change.text, LONGEST)}" for change in changes)
    return "\n".join([*lines, "" if changes else "nothing changed"]).lstrip("\n") + ("" if changes else "\n")


def diff_json(changes: Sequence[Change]) -> str:
    """The changes as a document of a version that only grows."""
    document = {"format": "hstrack-diff", "version": 1, "changes": [asdict(change) for change in changes]}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def diff_markdown(changes: Sequence[Change]) -> str:
    """The changes for a pull request: one list for what appeared, one for what is graver, one for what vanished."""
    blocks = [f"## HubSpot tracking: {count(len(changes), 'change') if changes else 'nothing changed'}"]
    for what in SIGNS:
        if told := [change for change in changes if change.what == what]:
            lines = (f"- {change.kind}: {escaped(change.text, LONGEST)}" for change in told)
            blocks += [f"### {what.capitalize()}", "\n".join(lines)]
    return "\n\n".join(blocks) + "\n"


DIFF_FORMATS = MappingProxyType({"text": diff_text, "json": diff_json, "markdown": diff_markdown})
"""The formats by name."""


def _findings(before: Report, after: Report) -> Iterator[Change]:
    old, new = _by_id(before), _by_id(after)
    for key, finding in new.items():
        if key not in old:
            yield Change(kind="finding", what="appeared", text=_told(finding))
        elif SEVERITIES.index(finding.severity) < SEVERITIES.index(old[key].severity):
            yield Change(kind="finding", what="worse", text=f"{old[key].severity} became {_told(finding)}")
    yield from (Change(kind="finding", what="vanished", text=_told(old[key])) for key in old if key not in new)


def _by_id(report: Report) -> dict[str, ReportedFinding]:
    """The gravest finding of each identity."""
    return {finding.id: finding for finding in reversed(report.findings)}


def _told(finding: ReportedFinding) -> str:
    where = f" ({finding.page})" if finding.page else ""
    return f"{finding.severity} {finding.identity.rule}: {finding.message}{where}"


def _named(kind: Literal["page", "event", "property"], before: Iterable[str], after: Iterable[str]) -> Iterator[Change]:
    old, new = set(before), set(after)
    yield from (Change(kind=kind, what="appeared", text=text) for text in sorted(new - old))
    yield from (Change(kind=kind, what="vanished", text=text) for text in sorted(old - new))


def _places(report: Report) -> Iterator[str]:
    return (seen.place for seen in report.coverage.places)


def _events(report: Report) -> Iterator[str]:
    return (seen.name for seen in report.coverage.events)


def _properties(report: Report, other: Report) -> Iterator[str]:
    """The properties of the events that both reports know."""
    known: Mapping[str, object] = dict.fromkeys(_events(other))
    for seen in report.coverage.events:
        if seen.name in known:
            yield from (f"{key} of {seen.name}" for key in seen.properties)
