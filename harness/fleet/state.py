"""What is known of a site at one moment: findings, pages, events, properties, each under a key that lasts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from harness.audit.finding import Severity
from harness.audit.words import count
from harness.report.model import Report
from harness.wire.words import plain

__all__ = ["KINDS", "Kind", "Seen", "Thing", "failed", "seen_of"]

Kind = Literal["failure", "finding", "event", "property", "identity", "page"]
KINDS: tuple[Kind, ...] = ("failure", "finding", "event", "property", "identity", "page")

LONGEST = 300
MOST = 2_000
"""Things of one kind that are kept of a site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing of a site: `key` names it for good, `text` tells people; only findings and failures have a severity.

    A finding's key is the fingerprint of its identity; a site that cannot be visited has the failure `visit`.
    """

    kind: Kind
    key: str
    text: str
    severity: Severity | None = None
    rule: str = ""

    @property
    def name(self) -> tuple[Kind, str]:
        """What it is known by within its site."""
        return self.kind, self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one look at a site came by.

    Without `whole` something could not be visited, and the rules in `silent` could not tell: what is not among
    `things` then may be there all the same. `looked` is False where no page was seen at all.
    """

    things: Mapping[tuple[Kind, str], Thing] = field(default_factory=dict)
    whole: bool = True
    looked: bool = True
    silent: frozenset[str] = frozenset()

    def rules_out(self, thing: Thing) -> bool:
        """Whether a thing that was not seen is gone, and not just out of sight."""
        if thing.kind == "failure":
            return True
        return self.whole and thing.rule not in self.silent


def seen_of(report: Report) -> Seen:
    """What a report has come by."""
    things = [each for kind in (_findings, _coverage) for each in kind(report)]
    if report.problems:
        things.append(_failure(report.problems))
    return Seen(
        things={each.name: each for each in reversed(things)},
        whole=not report.problems,
        looked=report.summary.pages > 0,
        silent=frozenset(rule.rule for rule in report.rules if rule.undecided or rule.crashes or rule.ignored),
    )


def failed(reason: str) -> Seen:
    """What is seen of a site that could not be visited."""
    thing = _failure((reason,))
    return Seen(things={thing.name: thing}, whole=False, looked=False)


def _failure(problems: tuple[str, ...]) -> Thing:
    more = f" (and {count(len(problems) - 1, 'more problem')})" if len(problems) > 1 else ""
    return Thing(kind="failure", key="visit", text=plain(problems[0], LONGEST) + more, severity="error")


def _findings(report: Report) -> Iterator[Thing]:
    """The findings, the gravest first, so that it speaks for those of its identity."""
    for each in report.findings[:MOST]:
        where = f" ({each.page})" if each.page else ""
        text = plain(f"{each.identity.rule}: {each.message}{where}", LONGEST)
        yield Thing(kind="finding", key=each.id, text=text, severity=each.severity, rule=each.identity.rule)


def _coverage(report: Report) -> Iterator[Thing]:
    seen = report.coverage
    yield from _named("event", [each.name for each in seen.events])
    yield from _named("property", [f"{key} of {each.name}" for each in seen.events for key in each.properties])
    yield from _named("identity", [*seen.identities])
    yield from _named("page", [each.place for each in seen.places])


def _named(kind: Kind, names: list[str]) -> Iterator[Thing]:
    for name in sorted(names)[:MOST]:
        text = plain(name, LONGEST)
        yield Thing(kind=kind, key=text, text=text)
