"""A baseline: the findings that a project accepts, each with a reason and a last day; what is new or worse fails."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Literal

import msgspec

from harness.audit.finding import SEVERITIES, Severity
from harness.errors import ConfigError
from harness.report.build import summary_of
from harness.report.identity import FindingIdentity
from harness.report.model import Report, ReportedFinding, Standing
from harness.wire.toml_text import TomlError, read_toml
from harness.wire.words import plain

__all__ = ["Accepted", "Baseline", "baseline_text", "measured", "parse_baseline", "renewed"]

PARTS = ("site", "page", "subject", "cause")

HEAD = """\
# Findings that are accepted for now; `hstrack judge --baseline` fails on what is new or graver.
# A key of site, page, subject and cause that is left out fits everything.
"""


class Accepted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One accepted finding by its identity: as how grave, why, and until which day (included)."""

    rule: str
    site: str | None = None
    page: str | None = None
    subject: str | None = None
    cause: str | None = None
    severity: Severity
    reason: str
    expires: date

    def fits(self, identity: FindingIdentity) -> bool:
        """Whether a finding is the accepted one; a part that is None fits everything."""
        parts = ((getattr(self, part), getattr(identity, part)) for part in PARTS)
        return self.rule == identity.rule and all(mine in (None, its) for mine, its in parts)

    @property
    def phrase(self) -> str:
        """`identity-never-sent on www.acme.test/book`."""
        return f"{self.rule} on {self.site or 'any site'}{self.page or ''}"


class Baseline(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file."""

    format: Literal["hstrack-baseline"] = "hstrack-baseline"
    version: Literal[1] = 1
    accepted: tuple[Accepted, ...] = ()


def parse_baseline(text: str) -> Baseline:
    """The baseline of a TOML document; ConfigError says what is wrong with another."""
    try:
        baseline = msgspec.convert(read_toml(text), Baseline)
    except (TomlError, msgspec.ValidationError) as error:
        raise ConfigError(f"is not a baseline of hstrack: {plain(str(error), 300)}") from None
    for number, each in enumerate(baseline.accepted, 1):
        if not each.reason.strip():
            raise ConfigError(f"entry {number} ({plain(each.phrase)}) has no reason; say why it is accepted")
    return baseline


def baseline_text(baseline: Baseline) -> str:
    """The baseline as TOML, to be edited by hand."""
    head = f'{HEAD}format = "{baseline.format}"\nversion = {baseline.version}\n'
    return head + "".join(f"\n[[accepted]]\n{''.join(_lines(each))}" for each in baseline.accepted)


def measured(report: Report, baseline: Baseline, today: date) -> Report:
    """The report with the standing of each finding, and with what is accepted without need."""
    rules = tuple(
        replace(rule, findings=tuple(_standing(finding, baseline, today) for finding in rule.findings))
        for rule in report.rules
    )
    found = replace(report, rules=rules, stale=tuple(_stale(report, baseline)))
    return replace(found, summary=summary_of(found))


def renewed(report: Report, baseline: Baseline, today: date, reason: str, expires: date) -> Baseline:
    """A baseline that accepts all of the report: what is new or expired gets `reason` and `expires`.

    What is accepted without need is left out; what could not be judged stays.
    """
    unneeded = set(_unneeded(report, baseline))
    accepted = {each: each for each in baseline.accepted if each not in unneeded}
    for finding in report.findings:
        known = [each for each in accepted if each.fits(finding.identity)]
        if any(_holds(each, finding, today) for each in known):
            continue
        for each in known:
            del accepted[each]
        entry = _entry(finding, known[0].reason if known else reason, expires)
        accepted[entry] = entry
    return Baseline(accepted=tuple(sorted(accepted, key=lambda each: (each.rule, each.phrase))))


def _standing(finding: ReportedFinding, baseline: Baseline, today: date) -> ReportedFinding:
    standing, reason = _judged(finding, baseline, today)
    return replace(finding, standing=standing, reason=reason)


def _judged(finding: ReportedFinding, baseline: Baseline, today: date) -> tuple[Standing, str]:
    fitting = [each for each in baseline.accepted if each.fits(finding.identity)]
    for each in fitting:
        if _holds(each, finding, today):
            return "accepted", f"{each.reason}; until {each.expires}"
    lasting = [each for each in fitting if each.expires >= today]
    if lasting:
        return "worse", f"accepted as {lasting[0].severity} only: {lasting[0].reason}"
    if fitting:
        return "expired", f"accepted until {fitting[0].expires}: {fitting[0].reason}"
    return "new", ""


def _holds(accepted: Accepted, finding: ReportedFinding, today: date) -> bool:
    return accepted.expires >= today and SEVERITIES.index(finding.severity) >= SEVERITIES.index(accepted.severity)


def _stale(report: Report, baseline: Baseline) -> Iterator[str]:
    for each in _unneeded(report, baseline):
        yield f"{plain(each.phrase, 300)}: nothing like it was found; take it out of the baseline"


def _unneeded(report: Report, baseline: Baseline) -> Iterator[Accepted]:
    """What is accepted and was not found, though its rule could tell and every visit came about."""
    told = {rule.rule for rule in report.rules if not (rule.undecided or rule.crashes or rule.ignored)}
    found = [finding.identity for finding in report.findings]
    for each in () if report.problems else baseline.accepted:
        if each.rule in told and not any(each.fits(identity) for identity in found):
            yield each


def _entry(finding: ReportedFinding, reason: str, expires: date) -> Accepted:
    parts = {part: getattr(finding.identity, part) for part in PARTS}
    return Accepted(rule=finding.identity.rule, **parts, severity=finding.severity, reason=reason, expires=expires)


def _lines(accepted: Accepted) -> Iterator[str]:
    for key, value in msgspec.structs.asdict(accepted).items():
        # A text of JSON is one of TOML where nothing but its own escapes is in it.
        if value is not None:
            yield f"{key} = {value if key == 'expires' else json.dumps(plain(value, 2_000), ensure_ascii=False)}\n"
