from collections.abc import Callable
from dataclasses import replace

import pytest

from harness.audit.config import AuditConfig, RuleConfig
from harness.audit.finding import DoesNotApply, Findings, Undecided, finding
from harness.audit.result import AuditReport
from harness.audit.rule import Rule, rule
from harness.audit.run import MOST_FINDINGS, judge
from harness.audit.testing import fault, page, page_view, run_rule, visit
from harness.audit.visit import PageVisit, Visit

CASE = visit(page_view("/"))


def made(function: Callable[..., Findings]) -> Rule:
    return rule(family="custom", severity="warning", needs={"hits"})(function)


@made
def every_view(visit: Visit, *, times: int = 1) -> Findings:
    """A view is sent.

    Fix: Send none.
    """
    for hit in visit.hits * times:
        yield finding("a view was sent", at=hit)


@made
def early_doubt(visit: Visit) -> Findings:
    """A view is doubtful."""
    yield Undecided("the first page is unclear")
    yield finding("a view was sent", at=visit.hits[0])
    raise Undecided("the rest is unclear")


@made
def nothing_to_see(visit: Visit) -> Findings:
    """Nothing is there."""
    raise DoesNotApply("there is nothing")
    yield


@made
def broken(visit: Visit) -> Findings:
    """The rule is broken."""
    yield finding("a view was sent", at=visit.hits[0])
    raise KeyError("no such key")


@made
def content(visit: Visit) -> Findings:
    """All is well."""
    yield from ()


@rule(family="custom", severity="warning", needs={"faults"})
def every_fault(visit: Visit) -> Findings:
    """Something fails."""
    for each in visit.faults:
        yield finding(each.text, at=each)


def test_a_finding_carries_its_rule_its_severity_and_the_remedy() -> None:
    (found,) = run_rule(every_view, CASE).findings
    assert (found.rule, found.severity, found.fix, found.page, found.evidence) == (
        "every-view",
        "warning",
        "Send none.",
        "https://www.acme.test/",
        "page view of /",
    )


@pytest.mark.parametrize(
    ("each", "outcome"),
    [
        pytest.param(every_view, "finding", id="a fault"),
        pytest.param(early_doubt, "finding", id="a fault among doubts"),
        pytest.param(broken, "finding", id="a fault before a crash"),
        pytest.param(nothing_to_see, "does-not-apply", id="nothing to look at"),
        pytest.param(content, "clean", id="no fault"),
    ],
)
def test_a_rule_has_one_outcome(each: Rule, outcome: str) -> None:
    assert run_rule(each, CASE).outcome == outcome


def test_a_doubt_about_one_page_leaves_the_others_judged() -> None:
    result = run_rule(early_doubt, CASE)
    assert (result.undecided, len(result.findings)) == (("the first page is unclear", "the rest is unclear"), 1)


def test_a_crash_is_one_result_and_keeps_what_the_rule_had_found() -> None:
    result = run_rule(broken, CASE)
    assert (len(result.findings), result.crashes) == (1, ("KeyError: 'no such key' (test_run.py:50)",))


def test_a_crash_without_a_finding_is_the_outcome() -> None:
    assert run_rule(broken, visit()).outcome == "crashed"


def test_a_journey_that_could_not_be_made_is_not_judged() -> None:
    result = run_rule(every_view, replace(CASE, not_applicable="no consent banner was seen"))
    assert (result.outcome, result.not_applicable) == ("does-not-apply", ("no consent banner was seen",))


def test_what_failed_is_judged_even_where_the_journey_could_not_be_made() -> None:
    case = replace(visit(fault("exception", "SyntaxError")), not_applicable="no consent banner was seen")
    assert [finding.message for finding in run_rule(every_fault, case).findings] == ["SyntaxError"]


@pytest.mark.parametrize(
    ("seen", "outcome"),
    [
        pytest.param([page("/", loaders=[], takeover=None)], "clean", id="a page without tracking code"),
        pytest.param([page("/")], "does-not-apply", id="a page with it"),
        pytest.param([page("/", loaders=[], takeover=None, was_read=False)], "does-not-apply", id="a page not read"),
        pytest.param([], "does-not-apply", id="no page"),
    ],
)
def test_a_page_without_tracking_code_is_judged_whatever_journey_is_made(seen: list[PageVisit], outcome: str) -> None:
    case = replace(visit(*seen), not_applicable="no consent banner was seen")
    assert run_rule(every_view, case).outcome == outcome


def test_evidence_that_lacks_a_fact_leaves_the_rule_undecided() -> None:
    result = run_rule(every_view, replace(CASE, lacks=("hits", "calls")))
    assert (result.outcome, result.undecided) == ("undecided", ("the evidence holds no hits",))


def test_a_rule_that_never_ends_is_cut() -> None:
    assert len(run_rule(every_view, CASE, times=MOST_FINDINGS + 5).findings) == MOST_FINDINGS


def test_the_same_reason_is_told_once() -> None:
    assert judge([CASE, CASE], [nothing_to_see]).results[0].not_applicable == ("there is nothing",)


def test_a_fault_of_one_visit_outweighs_a_clean_one() -> None:
    result = judge([CASE, visit()], [every_view]).results[0]
    assert (result.outcome, result.clean_visits) == ("finding", 1)


def test_the_configuration_replaces_the_severity() -> None:
    config = AuditConfig(rules={"every-view": RuleConfig(severity="note")})
    report = judge([CASE], [every_view], config)
    assert ([each.severity for each in report.findings], report.has("note"), report.has("warning")) == (
        ["note"],
        True,
        False,
    )


def test_the_configuration_leaves_a_rule_out_with_its_reason() -> None:
    config = AuditConfig(rules={"every-view": RuleConfig(ignore="known, see the board")})
    (result,) = judge([CASE], [every_view], config).results
    assert (result.outcome, result.ignored) == ("does-not-apply", "known, see the board")


def test_a_report_has_its_gravest_findings_first() -> None:
    error = replace(every_view, id="grave", severity="error")
    report = judge([CASE], [every_view, error])
    assert [each.rule for each in report.findings] == ["grave", "every-view"]
    assert [result.rule for result in report.of("finding")] == ["every-view", "grave"]


def test_an_empty_report_has_nothing() -> None:
    assert (AuditReport().has("note"), AuditReport().findings) == (False, ())
