"""Visits and rules in, report out; nothing here sees a browser, a clock or a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from traceback import extract_tb

from harness.audit.config import AuditConfig
from harness.audit.finding import DoesNotApply, Finding, Severity, Undecided
from harness.audit.result import AuditReport, RuleResult
from harness.audit.rule import Rule
from harness.audit.visit import Visit
from harness.wire.words import plain

__all__ = ["MOST_FINDINGS", "Judging", "judge"]

MOST_FINDINGS = 1000
"""Findings of one rule in one visit that are kept; a page that loops must not fill the report."""

# What fails on a page may be the reason why a journey cannot be made there.
FAULTS = frozenset({"faults"})


def judge(
    visits: Iterable[Visit], rules: Sequence[Rule], config: AuditConfig | None = None, problems: Iterable[str] = ()
) -> AuditReport:
    """What the rules say of the visits, in the order of the rules; `problems` are what could not be visited."""
    seen = tuple(visits)
    judging = Judging(rules, config)
    for visit in seen:
        judging.add(visit)
    return AuditReport(visits=seen, results=judging.results, problems=tuple(problems))


@dataclass(slots=True)
class _Tally:
    """What one rule has said so far."""

    findings: list[Finding] = field(default_factory=list)
    undecided: list[str] = field(default_factory=list)
    crashes: list[str] = field(default_factory=list)
    not_applicable: list[str] = field(default_factory=list)
    clean_visits: int = 0

    def said(self) -> int:
        return len(self.findings) + len(self.undecided) + len(self.crashes) + len(self.not_applicable)


class Judging:
    """Judges visit by visit, as they end; nothing is kept of a visit but what the rules say of it."""

    def __init__(self, rules: Sequence[Rule], config: AuditConfig | None = None) -> None:
        self.config = config or AuditConfig()
        self._tallies = [(rule, _Tally()) for rule in rules]

    def add(self, visit: Visit) -> None:
        """Let each rule look at a visit."""
        for rule, tally in self._tallies:
            if not self.config.ignored(rule.id):
                _look(rule, visit, self.config, self._severity(rule), tally)

    @property
    def results(self) -> tuple[RuleResult, ...]:
        """What the rules have said so far, in their order."""
        return tuple(self._result(rule, tally) for rule, tally in self._tallies)

    @property
    def found(self) -> int:
        """How many findings there are so far."""
        return sum(len(tally.findings) for _, tally in self._tallies)

    def _severity(self, rule: Rule) -> Severity:
        return self.config.severity(rule.id) or rule.severity

    def _result(self, rule: Rule, tally: _Tally) -> RuleResult:
        return RuleResult(
            rule=rule.id,
            family=rule.family,
            severity=self._severity(rule),
            page=rule.page,
            findings=tuple(tally.findings),
            undecided=_once(tally.undecided),
            crashes=_once(tally.crashes),
            not_applicable=_once(tally.not_applicable),
            clean_visits=tally.clean_visits,
            ignored=self.config.ignored(rule.id),
        )


def _look(rule: Rule, visit: Visit, config: AuditConfig, severity: Severity, tally: _Tally) -> None:
    """Let one rule look at one visit; whatever goes wrong inside the rule is its own outcome."""
    before = tally.said()
    try:
        if visit.not_applicable and rule.needs != FAULTS and _is_tracked(visit):
            raise DoesNotApply(visit.not_applicable)
        if lacking := sorted(rule.needs & set(visit.lacks)):
            raise Undecided(f"the evidence holds no {' and no '.join(lacking)}")
        for said in islice(rule.findings(visit, **config.options(rule.id)), MOST_FINDINGS):
            if isinstance(said, Undecided):
                tally.undecided.append(str(said))
            else:
                tally.findings.append(_completed(said, rule, severity))
    except Undecided as doubt:
        tally.undecided.append(str(doubt))
    except DoesNotApply as reason:
        tally.not_applicable.append(str(reason))
    except Exception as error:  # one rule's fault must not cost the findings of the others
        tally.crashes.append(_crash(error))
    if tally.said() == before:
        tally.clean_visits += 1


def _is_tracked(visit: Visit) -> bool:
    """Whether a page has tracking code, or none was read; one without has a fault, whatever journey is made there."""
    traces = (page.loaders or page.takeover or not page.was_read for page in visit.pages)
    return bool(visit.hits or visit.malformed or visit.scripts) or not visit.pages or any(traces)


def _completed(found: Finding, rule: Rule, severity: Severity) -> Finding:
    return replace(found, rule=rule.id, severity=found.severity or severity, fix=found.fix or rule.page.fix)


def _crash(error: Exception) -> str:
    frame = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {plain(str(error), 200)} ({frame.filename.rpartition('/')[2]}:{frame.lineno})"


def _once(reasons: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reasons))
