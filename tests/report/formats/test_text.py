from dataclasses import replace

import pytest

from harness.audit.config import AuditConfig, RuleConfig
from harness.audit.result import AuditReport
from harness.audit.rules.identity.placeholder_email import placeholder_email
from harness.audit.rules.page_views.first_view_counted_twice import first_view_counted_twice
from harness.audit.rules.page_views.route_without_set_path import route_without_set_path
from harness.audit.run import judge
from harness.audit.testing import event, malformed, page, page_view, push, sent, visit
from harness.report.build import report_of
from harness.report.formats.text import MOST_SHOWN, render

DOUBLE = visit(
    page("/"),
    page_view("/"),
    push("trackPageView", source="app.js:14 routeChanged"),
    page_view("/"),
    sent(event("pe4242_open"), email="test@acme.test"),
    browser="chromium",
)


def text(report: AuditReport, *, colour: bool = False) -> str:
    return render(report_of(report), colour=colour)


PRINTED = """\
first-visit of https://www.acme.test/ with chromium
1 page, 3 hits (2 page views, 1 event) of portal 4242: 1 error, 1 rule undecided

ERROR  first-view-counted-twice
  The first page view of a load is counted twice: by the tracking code itself and by the site's own
  code.

    what      the first page view of / was counted 2 times in one load
    where     https://www.acme.test/
    evidence  page view of / at 09:00:00.300
    cause     app.js:14 routeChanged (https://www.acme.test/app.js)

  Fix: Call trackPageView for later routes only; for the first view, at most push setPath before the
  code loads.
  More: hstrack rule first-view-counted-twice

UNDECIDED
  placeholder-email: 'test@acme.test' may be a placeholder, or a tester's own address

Nothing to look at: route-without-set-path
"""


def test_a_report_tells_what_where_and_why_and_what_to_do() -> None:
    rules = [first_view_counted_twice, placeholder_email, route_without_set_path]
    assert text(judge([DOUBLE], rules)) == PRINTED


def test_a_clean_report_is_short() -> None:
    report = judge([visit(page("/"), page_view("/"))], [first_view_counted_twice])
    assert text(report) == (
        "first-visit of https://www.acme.test/\n"
        "1 page, 1 hit (1 page view, 0 events) of portal 4242: nothing found\n"
        "\n"
        "Clean: first-view-counted-twice\n"
    )


def test_what_could_not_be_seen_is_told() -> None:
    doubtful = visit(malformed("torn"), settled=False, undecided=("the page was still busy",))
    report = replace(judge([doubtful], []), problems=("https://nowhere.test/: the host is unknown",))
    assert text(report) == (
        "first-visit of https://www.acme.test/ (did not come to rest)\n"
        "0 pages, 0 hits (0 page views, 0 events), 1 malformed request: 1 visit failed\n"
        "failed: https://nowhere.test/: the host is unknown\n"
        "\n"
        "NOT RULED OUT\n"
        "  first-visit: the page was still busy\n"
    )


def test_an_ignored_rule_is_told_with_its_reason() -> None:
    config = AuditConfig(rules={"first-view-counted-twice": RuleConfig(ignore="see the board")})
    printed = text(judge([DOUBLE], [first_view_counted_twice], config))
    assert printed.endswith("\nIgnored: first-view-counted-twice (see the board)\n")


def test_a_crashed_rule_is_told() -> None:
    (result,) = judge([DOUBLE], [first_view_counted_twice]).results
    report = AuditReport(results=(replace(result, findings=(), crashes=("KeyError: 'x' (rule.py:3)",)),))
    assert "1 rule crashed\n\nCRASHED\n  first-view-counted-twice: KeyError: 'x' (rule.py:3)\n" in text(report)


def test_a_long_list_is_cut() -> None:
    (result,) = judge([DOUBLE], [first_view_counted_twice]).results
    doubts = tuple(f"reason {number}" for number in range(MOST_SHOWN + 3))
    report = AuditReport(results=(replace(result, findings=result.findings * (MOST_SHOWN + 5), undecided=doubts),))
    printed = text(report)
    assert (printed.count("what   "), "and 5 more; JSON holds all of them" in printed, "and 3 more" in printed) == (
        MOST_SHOWN,
        True,
        True,
    )


def test_colour_is_for_those_who_ask() -> None:
    report = judge([DOUBLE], [first_view_counted_twice])
    assert ("\x1b[31mERROR\x1b[0m" in text(report, colour=True), "\x1b" in text(report)) == (True, False)


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\r\n", "\u202e", "\ud800", "\x00"])
def test_what_strangers_chose_moves_no_terminal(hostile: str) -> None:
    case = visit(page_view("/"), push("trackPageView", source=f"app{hostile}.js:1"), page_view(f"/{hostile}"))
    again = visit(
        page_view(f"/{hostile}"), push("trackPageView"), page_view(f"/{hostile}"), start_url=f"https://{hostile}"
    )
    assert hostile not in text(judge([case, again], [first_view_counted_twice, route_without_set_path]))


def test_a_megabyte_of_title_does_not_fill_the_report() -> None:
    case = visit(page_view("/" + "a" * 1_000_000), push("trackPageView"), page_view("/" + "a" * 1_000_000))
    assert len(text(judge([case], [first_view_counted_twice]))) < 3_000


def test_a_rule_without_a_remedy_and_evidence_is_told_all_the_same() -> None:
    (result,) = judge([DOUBLE], [first_view_counted_twice]).results
    bare = replace(result.findings[0], evidence="", at=None, cause=None, page="")
    report = AuditReport(results=(replace(result, findings=(bare,), page=replace(result.page, fix="")),))
    assert "what      the first" in text(report)
    assert "Fix" not in text(report)
