"""Reports that the tests of all formats print: one with every outcome, one with the strings of a hostile site."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from harness.audit.emails import Masker
from harness.audit.finding import Finding
from harness.audit.result import AuditReport, RuleResult
from harness.audit.rule import RulePage
from harness.audit.testing import (
    choice,
    event,
    fault,
    malformed,
    moment,
    navigation,
    page,
    page_view,
    push,
    sent,
    visit,
)
from harness.audit.visit import CookieFact, Visit
from harness.capture.timeline import SourceLine
from harness.report.baseline import Accepted, Baseline, measured
from harness.report.build import report_of
from harness.report.model import Change, Report
from harness.wire.hits import PageRef

HOSTILE_TEXTS = (
    "</script><script>harmed = 1</script>",
    '<img src=x onerror="harmed = 1">\'"`',
    "]]></failure><!-- --> &lt; &#x0; {{ 7 * 7 }} {% raw %}",
    '=HYPERLINK("https://evil.test")|@ada #1 ~~x~~ [a](javascript:harmed=1) ![x](//evil.test/x)',
    "\x00\x07\x1b[2J\x7f\x9b\r\n::error::x\u2028\u2029",
    "\u202egnp.exe\u2066\u200f\ufeff\ud800\uffff",
    "a" * 1_000_000,
)
"""What a site may call its pages and events."""

DOUBLE = visit(
    page("/", title="Home", at_s=0, cookies=[CookieFact(name="hubspotutk", value="a1", domain=".acme.test")]),
    navigation("/", "load", at_s=0.1),
    page_view("/", at_s=1),
    push("trackPageView", source="app.js:14 routeChanged"),
    page_view("/", at_s=2),
    sent(event("pe4242_open", course="Math101"), on="/courses/17", email="ada@acme.test", at_s=3),
    malformed("torn"),
    fault("dialog", "Hello"),
    choice("accept", at_s=2.5),
    navigation("https://shop.acme-shop.test/", "load", at_s=3.9),
    page_view("https://shop.acme-shop.test/?__hstc=1.a.1.1.1.1&__hsfp=7", at_s=4),
    browser="chromium",
    banner="hubspot",
)
"""A visit in which the first view is counted twice and another domain is entered."""


def hostile_visit(text: str) -> Visit:
    """A visit to a site that has a text wherever it can put one."""
    return visit(
        page(f"/{text}", title=text),
        page_view(f"/{text}", title=text, set_path=f"/{text}"),
        replace(
            push(text, text, {text: text}), stack=(SourceLine(url=text, line=-1, column=-1, function=text),), queue=text
        ),
        page_view(f"/{text}", title=text, usertoken=text, identity={text: text}),
        replace(event(text, **{text: text}), page=PageRef(url=f"https://{text}/", title=text)),
        fault("console", text),
        malformed(text),
        choice("accept"),
        journey=text,
        start_url=f"https://{text}/",
        browser=text,
        banner=text,
        undecided=(text,),
    )


def _result(rule: str, **facts: object) -> RuleResult:
    family = {"crashing-rule": "consent", "doubtful-rule": "forms"}.get(rule, "identity")
    page = RulePage(title=f"What {rule} says.", why="Because.", fix="Do it.", bad="bad();", good="good();")
    result = RuleResult(rule=rule, family=family, severity="warning", page=page)
    return replace(result, **facts)


def _found(rule: str, message: str, path: str, severity: str = "warning") -> Finding:
    return Finding(
        message=message,
        page=f"https://www.acme.test{path}",
        evidence=f"page view of {path}",
        at=moment(1),
        cause=SourceLine(url="src/router.js", line=7, column=3, function="routeChanged"),
        rule=rule,
        severity=severity,  # type: ignore[arg-type]  # one of the three, as a row says
    )


def _all_outcomes() -> Report:
    results = (
        _result("new-rule", severity="error", findings=(_found("new-rule", "counted twice", "/courses/17", "error"),)),
        _result("accepted-rule", findings=(_found("accepted-rule", "accepted one", "/old/1"),)),
        _result("worse-rule", findings=(_found("worse-rule", "graver now", "/worse", "error"),)),
        _result("expired-rule", findings=(_found("expired-rule", "accepted too long ago", "/late", "note"),)),
        _result("clean-rule", clean_visits=1),
        _result("idle-rule", not_applicable=("there is no form",)),
        _result("doubtful-rule", undecided=("the evidence holds no calls",)),
        _result("crashing-rule", crashes=("KeyError: 'x' (rule.py:3)",)),
        _result("left-out-rule", ignored="see the board"),
    )
    baseline = Baseline(
        accepted=(
            _accepted("accepted-rule", "2027-01-01"),
            _accepted("worse-rule", "2027-01-01"),
            _accepted("expired-rule", "2025-01-01"),
        )
    )
    audit = AuditReport(visits=(DOUBLE,), results=results, problems=("https://nowhere.test/: the host is unknown",))
    report = measured(report_of(audit, Masker()), baseline, date(2026, 1, 5))
    changes = (
        Change(kind="finding", what="appeared", text="error worse-rule: graver now (https://www.acme.test/worse)"),
        Change(kind="event", what="vanished", text="pe4242_close"),
    )
    return replace(report, stale=("gone-rule on www.acme.test/: nothing like it was found",), changes=changes)


def _accepted(rule: str, expires: str) -> Accepted:
    return Accepted(rule=rule, severity="warning", reason="until the new router", expires=date.fromisoformat(expires))


def _hostile() -> Report:
    address = f"https://docs.acme.test/{'reference/' * 20}"
    results = tuple(
        _result(
            f"hostile-rule-{number}",
            findings=(
                Finding(
                    message=text,
                    page=f"https://{text}/{text}",
                    evidence=text,
                    cause=SourceLine(url=text, line=0, column=0, function=text),
                    rule=f"hostile-rule-{number}",
                    severity="error",
                ),
            ),
            undecided=(text,),
            crashes=(text,),
            page=RulePage(title="What it says.", why="Because.", fix="Do it.", see=address),
        )
        for number, text in enumerate(HOSTILE_TEXTS)
    )
    visits = tuple(map(hostile_visit, HOSTILE_TEXTS))
    return report_of(AuditReport(visits=visits, results=results, problems=HOSTILE_TEXTS))


EVERY_OUTCOME = _all_outcomes()
"""Findings of every standing, clean, idle, doubtful, crashed and ignored rules, problems and changes."""

HOSTILE = _hostile()
"""A report whose every text is hostile."""


def many_findings(number: int) -> Report:
    """A report with one rule that found so much."""
    found = tuple(_found("busy-rule", f"finding {each}", f"/page-{each}x") for each in range(number))
    return report_of(AuditReport(visits=(DOUBLE,), results=(_result("busy-rule", findings=found),)))


def many_visits(number: int) -> Report:
    """A report on so many visits, all alike, each of more pages than are shown at first."""
    views = [page_view(f"/page-{each}x", at_s=each / 10) for each in range(60)]
    return report_of(AuditReport(visits=(visit(*views),) * number))
