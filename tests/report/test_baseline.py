"""A baseline accepts findings by their identity, for a reason and for a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from harness.audit.finding import Finding, Severity
from harness.audit.result import AuditReport, RuleResult
from harness.audit.rule import RulePage
from harness.errors import ConfigError
from harness.report.baseline import Accepted, Baseline, baseline_text, measured, parse_baseline, renewed
from harness.report.build import report_of
from harness.report.model import Report
from tests.report.cases import HOSTILE

TODAY = date(2026, 5, 1)
NEXT_YEAR = date(2027, 1, 1)


def report(*pages: str, severity: Severity = "warning", **facts: Any) -> Report:
    """A rule's findings on these pages."""
    found = (Finding(message="it is so", page=f"https://www.acme.test{page}", severity=severity) for page in pages)
    result = RuleResult(
        rule="some-rule", family="forms", severity="warning", page=RulePage(title="It is so."), findings=tuple(found)
    )
    return report_of(AuditReport(results=(replace(result, **facts),)))


def accepted(page: str | None = "/a", *, severity: Severity = "warning", expires: date = NEXT_YEAR) -> Baseline:
    """A baseline of one entry."""
    entry = Accepted(rule="some-rule", page=page, severity=severity, reason="known", expires=expires)
    return Baseline(accepted=(entry,))


@pytest.mark.parametrize(
    ("found", "baseline", "standings"),
    [
        pytest.param(report("/a"), accepted(), [("accepted", "known; until 2027-01-01")], id="accepted"),
        pytest.param(report("/a", "/b"), accepted(None), [("accepted", "known; until 2027-01-01")] * 2, id="any page"),
        pytest.param(report("/b"), accepted(), [("new", "")], id="new"),
        pytest.param(
            report("/a", severity="error"), accepted(), [("worse", "accepted as warning only: known")], id="worse"
        ),
        pytest.param(report("/a", severity="note"), accepted(), [("accepted", "known; until 2027-01-01")], id="milder"),
        pytest.param(
            report("/a"),
            accepted(expires=date(2026, 4, 30)),
            [("expired", "accepted until 2026-04-30: known")],
            id="expired",
        ),
        pytest.param(
            report("/a"), accepted(expires=TODAY), [("accepted", "known; until 2026-05-01")], id="on its last day"
        ),
    ],
)
def test_a_finding_stands_to_the_baseline(found: Report, baseline: Baseline, standings: list[tuple[str, str]]) -> None:
    told = measured(found, baseline, TODAY)

    assert [(each.standing, each.reason) for each in told.findings] == standings


def test_what_is_accepted_fails_nothing_and_is_counted_apart() -> None:
    told = replace(measured(report("/a", "/b"), accepted(), TODAY), fail_on="note")

    assert [told.fails(finding) for finding in told.findings] == [False, True]
    assert (told.summary.severities["warning"], told.summary.outcome) == (1, "1 warning, 1 finding accepted")


@pytest.mark.parametrize(
    ("found", "stale"),
    [
        pytest.param(
            report("/b"),
            ("some-rule on any site/a: nothing like it was found; take it out of the baseline",),
            id="not found",
        ),
        pytest.param(report("/a"), (), id="found"),
        pytest.param(report(undecided=("why",)), (), id="undecided"),
        pytest.param(report(crashes=("why",)), (), id="crashed"),
        pytest.param(report(ignored="why"), (), id="ignored"),
        pytest.param(replace(report(), problems=("not reached",)), (), id="not seen whole"),
    ],
)
def test_what_is_accepted_without_need_is_told(found: Report, stale: tuple[str, ...]) -> None:
    assert measured(found, accepted(), TODAY).stale == stale


@pytest.mark.parametrize(
    ("found", "baseline", "entries"),
    [
        pytest.param(report("/a"), accepted(), [("/a", "known", NEXT_YEAR)], id="kept as it is"),
        pytest.param(
            report("/a", "/b"),
            accepted(),
            [("/a", "known", NEXT_YEAR), ("/b", "for now", date(2026, 8, 1))],
            id="new ones get the reason",
        ),
        pytest.param(
            report("/a"),
            accepted(expires=date(2026, 1, 1)),
            [("/a", "known", date(2026, 8, 1))],
            id="expired ones keep their reason",
        ),
        pytest.param(report("/b"), accepted(), [("/b", "for now", date(2026, 8, 1))], id="stale ones go"),
        pytest.param(report(undecided=("why",)), accepted(), [("/a", "known", NEXT_YEAR)], id="undecided ones stay"),
    ],
)
def test_a_baseline_is_renewed(found: Report, baseline: Baseline, entries: list[tuple[str, str, date]]) -> None:
    new = renewed(found, baseline, TODAY, "for now", date(2026, 8, 1))

    assert [(each.page, each.reason, each.expires) for each in new.accepted] == entries
    assert all(finding.standing == "accepted" for finding in measured(found, new, TODAY).findings)


def test_a_baseline_is_written_to_be_read_by_people() -> None:
    assert baseline_text(renewed(report("/a"), Baseline(), TODAY, 'she said "yes"', NEXT_YEAR)) == (
        "# Findings that are accepted for now; `hstrack judge --baseline` fails on what is new or graver.\n"
        "# A key of site, page, subject and cause that is left out fits everything.\n"
        'format = "hstrack-baseline"\n'
        "version = 1\n"
        "\n"
        "[[accepted]]\n"
        'rule = "some-rule"\n'
        'site = "www.acme.test"\n'
        'page = "/a"\n'
        'subject = ""\n'
        'cause = ""\n'
        'severity = "warning"\n'
        'reason = "she said \\"yes\\""\n'
        "expires = 2027-01-01\n"
    )


def test_what_fits_everything_is_written_without_the_key() -> None:
    assert "page" not in baseline_text(accepted(None)).partition("[[accepted]]")[2]


def test_what_a_hostile_site_is_called_is_read_again() -> None:
    baseline = renewed(HOSTILE, Baseline(), TODAY, "for now", NEXT_YEAR)
    again = parse_baseline(baseline_text(baseline))

    assert {finding.standing for finding in measured(HOSTILE, again, TODAY).findings} == {"accepted"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("x", "is not a baseline of hstrack", id="no TOML"),
        pytest.param('format = "hstrack-baseline"\nversion = 2', "version", id="a newer one"),
        pytest.param("[[accepted]]\nrule = 'a'\nseverity = 'error'\nexpires = 2027-01-01", "reason", id="no reason"),
        pytest.param(
            "[[accepted]]\nrule = 'a'\nseverity = 'error'\nreason = ' '\nexpires = 2027-01-01",
            r"entry 1 \(a on any site\) has no reason; say why it is accepted",
            id="an empty reason",
        ),
        pytest.param("[[accepted]]\nrule = 'a'\nseverity = 'error'\nreason = 'b'", "expires", id="no expiry"),
    ],
)
def test_what_is_no_baseline_is_told(text: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        parse_baseline(text)
