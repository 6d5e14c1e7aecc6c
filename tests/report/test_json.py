import json

from harness.audit.result import AuditReport
from harness.audit.rules.page_views.first_view_counted_twice import first_view_counted_twice
from harness.audit.run import judge
from harness.audit.testing import fault, malformed, page, page_view, push, visit
from harness.report.json import json_text


def test_a_report_holds_figures_visits_rules_and_problems() -> None:
    case = visit(
        page("/", title="Home", at_s=0),
        page_view("/", at_s=1),
        push("trackPageView", source="app.js:14 routeChanged"),
        page_view("/", at_s=2),
        malformed("torn"),
        fault("dialog", "Hello"),
        browser="chromium",
    )
    document = json.loads(json_text(judge([case], [first_view_counted_twice])))
    assert document["summary"] == {
        "pages": 1,
        "hits": 2,
        "page_views": 2,
        "events": 0,
        "malformed": 1,
        "portals": [4242],
        "severities": {"error": 1, "warning": 0, "note": 0},
        "undecided": 0,
        "crashed": 0,
        "problems": 0,
    }
    (told,) = document["visits"]
    assert told == {
        "journey": "first-visit",
        "start_url": "https://www.acme.test/",
        "browser": "chromium",
        "started_at": "2026-01-05T09:00:00.000+00:00",
        "pages": [
            {"url": "https://www.acme.test/", "final_url": "https://www.acme.test/", "status": 200, "title": "Home"}
        ],
        "hits": [
            {"phrase": "page view of /", "page": "https://www.acme.test/", "sent_at": "2026-01-05T09:00:01.000+00:00"},
            {"phrase": "page view of /", "page": "https://www.acme.test/", "sent_at": "2026-01-05T09:00:02.000+00:00"},
        ],
        "malformed": [{"url": "https://track.hubspot.com/__ptq.gif", "reasons": ["torn"]}],
        "faults": [{"kind": "dialog", "text": "Hello", "url": "https://www.acme.test/"}],
        "banner": None,
        "settled": True,
        "undecided": [],
    }
    (rule,) = document["rules"]
    assert (rule["rule"], rule["outcome"], rule["findings"]) == (
        "first-view-counted-twice",
        "finding",
        [
            {
                "message": "the first page view of / was counted 2 times in one load",
                "severity": "error",
                "page": "https://www.acme.test/",
                "evidence": "page view of /",
                "at": "2026-01-05T09:00:02.000+00:00",
                "cause": {
                    "url": "https://www.acme.test/app.js",
                    "line": 14,
                    "column": 1,
                    "function": "routeChanged",
                },
            }
        ],
    )


def test_an_empty_report_is_whole() -> None:
    assert json.loads(json_text(AuditReport(problems=("nothing was reached",)))) == {
        "format": "hstrack-report",
        "version": 1,
        "summary": {
            "pages": 0,
            "hits": 0,
            "page_views": 0,
            "events": 0,
            "malformed": 0,
            "portals": [],
            "severities": {"error": 0, "warning": 0, "note": 0},
            "undecided": 0,
            "crashed": 0,
            "problems": 1,
        },
        "visits": [],
        "rules": [],
        "problems": ["nothing was reached"],
    }


def test_half_a_character_of_a_page_does_no_harm() -> None:
    assert "?" in json_text(judge([visit(page("/", title="\ud800"))], []))


def test_evidence_without_a_cause_and_a_time_is_told() -> None:
    case = visit(page_view("/"), push("trackPageView"), page_view("/"))
    report = judge([case], [first_view_counted_twice])
    assert json.loads(json_text(report))["rules"][0]["findings"][0]["cause"] is None
