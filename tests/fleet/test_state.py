"""What a report leaves in the history."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harness.audit.registry import catalogue
from harness.audit.run import judge
from harness.audit.testing import event, page, page_view, sent, visit
from harness.fleet.state import Thing, failed, seen_of
from harness.report.build import report_of
from harness.report.model import Report
from tests.fleet.cases import failure, finding, named, seen


@pytest.fixture(scope="module")
def report() -> Report:
    """A visit with an event, an identity and two findings of one rule."""
    made = visit(
        page("/"),
        sent(page_view("/"), email="noreply@acme.test"),
        sent(event("pe4242_open", course="Math101"), on="/courses/17"),
    )
    return report_of(judge([made], [each for each in catalogue() if each.id == "placeholder-email"]))


def test_findings_events_properties_identities_and_pages_are_kept(report: Report) -> None:
    kinds = [(each.kind, each.text) for each in seen_of(report).things.values() if each.kind != "finding"]

    assert sorted(kinds) == [
        ("event", "pe4242_open"),
        ("identity", "email"),
        ("page", "www.acme.test/"),
        ("page", "www.acme.test/courses/*"),
        ("property", "course of pe4242_open"),
    ]


def test_a_finding_is_kept_under_its_fingerprint(report: Report) -> None:
    found = report.findings[0]
    kept = seen_of(report).things["finding", found.id]

    assert (kept.rule, kept.severity) == (found.identity.rule, found.severity)
    assert kept.text.startswith("placeholder-email: ")


def test_a_site_that_was_seen_whole_rules_out_what_was_not_there(report: Report) -> None:
    assert seen_of(report).rules_out(finding())


def test_the_first_problem_tells_what_failed(report: Report) -> None:
    broken = seen_of(replace(report, problems=("the page is gone", "the shop is gone")))

    assert broken.things["failure", "visit"] == failure("the page is gone (and 1 more problem)")
    assert not broken.whole


def test_a_site_that_nobody_came_to_has_a_failure_only() -> None:
    assert failed("the worker died") == seen(failure("the worker died"), whole=False, looked=False)


@pytest.mark.parametrize(
    ("thing", "gone"),
    [
        pytest.param(finding(rule="other-rule"), True, id="a finding of a rule that could tell"),
        pytest.param(finding(), False, id="a finding of a rule that could not"),
        pytest.param(named("event", "pe4242_open"), True, id="an event"),
    ],
)
def test_a_rule_that_could_not_tell_rules_nothing_out(thing: Thing, gone: bool) -> None:
    assert seen(silent=["identity-never-sent"]).rules_out(thing) is gone


@pytest.mark.parametrize(
    ("thing", "gone"),
    [
        pytest.param(finding(), False, id="finding"),
        pytest.param(named("page", "www.acme.test/"), False, id="page"),
        pytest.param(failure(), True, id="failure"),
    ],
)
def test_a_look_that_failed_rules_out_failures_only(thing: Thing, gone: bool) -> None:
    assert seen(whole=False).rules_out(thing) is gone
