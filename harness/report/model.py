"""A report as plain data: made once, then printed by every format, written as JSON and read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from harness.audit.finding import SEVERITIES, Outcome, Severity
from harness.audit.words import count
from harness.capture.timeline import SourceLine
from harness.report.identity import FindingIdentity
from harness.wire.parts import Pairs

__all__ = [
    "VERSION",
    "Change",
    "Coverage",
    "EventSeen",
    "HitSeen",
    "Moment",
    "PageSeen",
    "PlaceSeen",
    "Report",
    "ReportedFinding",
    "ReportedRule",
    "ReportedVisit",
    "Standing",
    "Summary",
]

VERSION = 1

Standing = Literal["", "new", "worse", "expired", "accepted"]
"""How a finding stands to the baseline: new, graver than accepted, accepted too long ago, accepted; "" without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The figures of an audit; `portals` are the portal ids in the order in which they were met.

    `severities` counts what is not accepted, `accepted` what is.
    """

    pages: int = 0
    hits: int = 0
    page_views: int = 0
    events: int = 0
    malformed: int = 0
    portals: tuple[int, ...] = ()
    severities: Mapping[Severity, int] = field(default_factory=lambda: dict.fromkeys(SEVERITIES, 0))
    accepted: int = 0
    undecided: int = 0
    crashed: int = 0
    problems: int = 0

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
        found = [count(number, severity) for severity, number in self.severities.items() if number]
        failed = [f"{count(self.problems, 'visit')} failed"] if self.problems else []
        nothing = [] if found or failed else ["nothing new found" if self.accepted else "nothing found"]
        accepted = [f"{count(self.accepted, 'finding')} accepted"] if self.accepted else []
        doubts = [f"{count(self.undecided, 'rule')} undecided"] if self.undecided else []
        crashes = [f"{count(self.crashed, 'rule')} crashed"] if self.crashed else []
        return ", ".join([*found, *failed, *nothing, *accepted, *doubts, *crashes])


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedFinding:
    """One fault of the site; `id` is the fingerprint of its identity, `reason` why the baseline accepts or did so.

    `fix` is only there where it is not the rule's.
    """

    id: str
    message: str
    severity: Severity
    page: str = ""
    evidence: str = ""
    at: datetime | None = None
    cause: SourceLine | None = None
    fix: str = ""
    identity: FindingIdentity
    standing: Standing = ""
    reason: str = ""

    @property
    def counts(self) -> bool:
        """Whether it can fail a run: the baseline does not accept it."""
        return self.standing != "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedRule:
    """One rule: its page, and what it says of all visits."""

    rule: str
    family: str
    severity: Severity
    outcome: Outcome
    title: str = ""
    why: str = ""
    fix: str = ""
    bad: str = ""
    good: str = ""
    see: str = ""
    findings: tuple[ReportedFinding, ...] = ()
    undecided: tuple[str, ...] = ()
    crashes: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    ignored: str | None = None

    @property
    def counting(self) -> tuple[ReportedFinding, ...]:
        """The findings that the baseline does not accept."""
        return tuple(finding for finding in self.findings if finding.counts)

    @property
    def gravest(self) -> Severity:
        """The gravest severity among the findings that count, else among all; the rule's own where there is none."""
        found = [finding.severity for finding in self.counting or self.findings]
        return min(found, key=SEVERITIES.index, default=self.severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSeen:
    """One document that was loaded."""

    url: str
    final_url: str
    status: int | None = None
    title: str = ""
    loaded_at: datetime
    takeover: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HitSeen:
    """One hit: what it is, where and when it was sent, what it said.

    `at` is a time of the machine that listened, `sent_at` the page's own. `choice` is the visitor's last choice before
    it: `none` where no banner was seen, `open` where one asked, else `accept`, `decline`, `partial` or `revoke`.
    """

    kind: str
    phrase: str
    page: str = ""
    path: str = ""
    at: datetime | None = None
    sent_at: datetime | None = None
    portal_id: int | None = None
    name: str = ""
    properties: Pairs = ()
    identity: Pairs = ()
    visitor: str = ""
    linked: bool = False
    consent: bool = True
    choice: str = "none"
    cause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Anything else that happened: its lane (`call`, `navigation`, `cookie`, ...), when, what, where, by which code."""

    lane: str
    at: datetime
    text: str
    page: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedVisit:
    """One journey: pages, hits, and everything else in order of time."""

    journey: str
    start_url: str
    browser: str = ""
    started_at: datetime
    pages: tuple[PageSeen, ...] = ()
    hits: tuple[HitSeen, ...] = ()
    moments: tuple[Moment, ...] = ()
    banner: str | None = None
    settled: bool = True
    undecided: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSeen:
    """A page or a route as a pattern of host and path: how often it was loaded, viewed, and how many hits it sent."""

    place: str
    loads: int = 0
    views: int = 0
    hits: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSeen:
    """An event by name: how often, and each property with the number of times that it was sent."""

    name: str
    times: int
    properties: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the visits came by: places, events, the keys of identities with the number of their values, and hosts."""

    places: tuple[PlaceSeen, ...] = ()
    events: tuple[EventSeen, ...] = ()
    identities: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, int] = field(default_factory=dict)
    visitors: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is other than before: a `finding`, `page`, `event` or `property` that appeared, vanished or grew worse."""

    kind: Literal["finding", "page", "event", "property"]
    what: Literal["appeared", "worse", "vanished"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole report, as every format prints it and JSON holds it; it fails from the severity `fail_on` on.

    `problems` are sentences on what could not be visited, `stale` on what the baseline accepts without need; `changes`
    tells what is other than in an older report, None
    when there is none to compare with. Texts of strangers are bounded, and what cannot be printed in
    them is written as an escape.
    """

    format: Literal["hstrack-report"] = "hstrack-report"
    version: int = VERSION
    fail_on: Severity = "error"
    summary: Summary = field(default=Summary())
    visits: tuple[ReportedVisit, ...] = ()
    rules: tuple[ReportedRule, ...] = ()
    problems: tuple[str, ...] = ()
    coverage: Coverage = field(default=Coverage())
    stale: tuple[str, ...] = ()
    changes: tuple[Change, ...] | None = None

    @property
    def findings(self) -> tuple[ReportedFinding, ...]:
        """All findings, the gravest first."""
        found = (finding for rule in self.rules for finding in rule.findings)
        return tuple(sorted(found, key=lambda each: SEVERITIES.index(each.severity)))

    def of(self, outcome: Outcome) -> tuple[ReportedRule, ...]:
        """The rules with this outcome."""
        return tuple(rule for rule in self.rules if rule.outcome == outcome)

    @property
    def faulty(self) -> tuple[ReportedRule, ...]:
        """The rules that found something, the gravest first."""
        return tuple(sorted(self.of("finding"), key=lambda each: SEVERITIES.index(each.gravest)))

    def fails(self, finding: ReportedFinding) -> bool:
        """Whether a finding is grave enough to fail the run, and not accepted."""
        return finding.counts and SEVERITIES.index(finding.severity) <= SEVERITIES.index(self.fail_on)
