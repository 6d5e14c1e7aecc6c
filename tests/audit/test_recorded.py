"""Visits that other tools have recorded."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.audit.recorded import visit_of_har, visits_of_trace
from harness.capture.timeline import PageFault
from harness.errors import EvidenceError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

HOME = "https://www.acme.test/"
SUBMIT = "https://api.hsforms.com/submissions/v3/integration/submit/4242/form"
PIXEL = "https://track.hubspot.com/__ptq.gif?k=1&a=4242&pu=https%3A%2F%2Fwww.acme.test%2F"
OPTIONS = {
    "type": "context-options",
    "browserName": "firefox",
    "playwrightVersion": "1.64.0",
    "wallTime": 1_000_000,
    "monotonicTime": 500.5,
}


def entry(url: str, **request: Any) -> dict[str, Any]:
    return {"request": {"url": url, **request}, "response": {"status": 200}, "_resourceType": "document"}


def har(file: Path, *entries: dict[str, Any]) -> Path:
    file.write_text(json.dumps({"log": {"entries": entries}}), encoding="utf-8")
    return file


def trace(file: Path, **members: Any) -> Path:
    """A trace: `network` and `trace` are lines of the first context, `resources/x` a body."""
    with zipfile.ZipFile(file, "w") as pack:
        for name, content in members.items():
            lines = content if isinstance(content, str) else "\n".join(map(json.dumps, content))
            pack.writestr(name, lines)
    return file


def snapshots(*entries: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"type": "resource-snapshot", "snapshot": each} for each in entries]


def test_a_har_is_a_visit(tmp_path: Path) -> None:
    seen = visit_of_har(har(tmp_path / "a.har", entry(HOME), entry(PIXEL)))
    assert (seen.journey, seen.start_url, len(seen.hits)) == ("har", HOME, 1)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param("{}", "is no HAR: the JSON is no HAR: it has no list at log.entries; export one", id="other JSON"),
        pytest.param('{"log": {"entries": []}}', "is a HAR without requests; record a page while it loads", id="empty"),
    ],
)
def test_a_file_that_is_no_har_is_told(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "a.har").write_text(content)
    with pytest.raises(EvidenceError, match=told):
        visit_of_har(tmp_path / "a.har")


def test_a_missing_har_is_told(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match=r"a\.har: cannot be read \(No such file or directory\); name a HAR"):
        visit_of_har(tmp_path / "a.har")


def test_a_trace_is_a_visit_for_each_context(tmp_path: Path) -> None:
    file = trace(
        tmp_path / "trace.zip",
        **{
            "0-trace.network": snapshots(entry(HOME), entry(PIXEL)),
            "0-trace.trace": [OPTIONS],
            "1-trace.network": [{"type": "other"}],
            "2-trace.network": snapshots(entry(f"{HOME}b")),
            "test.trace": [OPTIONS],
        },
    )
    assert [(each.journey, each.start_url, each.browser, len(each.hits)) for each in visits_of_trace(file)] == [
        ("trace", HOME, "firefox", 1),
        ("trace", f"{HOME}b", "Playwright", 0),
    ]


def test_bodies_of_requests_are_resources_of_a_trace(tmp_path: Path) -> None:
    posted = {"method": "POST", "postData": {"params": [], "_sha1": "body.json"}}
    lost = {"method": "POST", "postData": {"params": [], "_sha1": "lost.json"}}
    body = '{"fields": [{"name": "email", "value": "ada@acme.test"}]}'
    lines = snapshots(entry(SUBMIT, **posted), entry(SUBMIT, **lost))
    file = trace(tmp_path / "trace.zip", **{"trace.network": lines, "resources/body.json": body})
    [seen] = visits_of_trace(file)
    assert ([hit.request and hit.request.body for hit in seen.hits], len(seen.malformed)) == ([body.encode()], 1)


def test_what_pages_reported_is_told(tmp_path: Path) -> None:
    def said(kind: str, text: str) -> dict[str, Any]:
        return {"type": "console", "messageType": kind, "text": text, "location": {"url": HOME}, "time": 1500.5}

    logged = {"type": "event", "method": "download"}
    thrown = {"type": "event", "method": "pageError", "params": {"error": {"error": {"message": "late"}}}}
    events = [
        said("error", "boom"),
        said("log", "hi"),
        said("error", "violates Content Security Policy"),
        logged,
        thrown,
    ]
    file = trace(tmp_path / "trace.zip", **{"trace.network": snapshots(entry(HOME)), "trace.trace": [OPTIONS, *events]})
    [seen] = visits_of_trace(file)
    moment = datetime.fromtimestamp(1001, UTC)
    assert seen.faults == (
        PageFault(kind="console", text="boom", at=moment, url=HOME),
        PageFault(kind="csp", text="violates Content Security Policy", at=moment, url=HOME),
        PageFault(kind="exception", text="late", at=datetime.fromtimestamp(999.4995, UTC)),
    )
    assert "faults" not in seen.lacks


def test_an_event_at_no_time_is_told(tmp_path: Path) -> None:
    said = {"type": "console", "messageType": "error", "text": "boom", "time": 1e300}
    file = trace(tmp_path / "trace.zip", **{"trace.network": snapshots(entry(HOME)), "trace.trace": [OPTIONS, said]})
    assert [fault.at for fault in visits_of_trace(file)[0].faults] == [datetime.fromtimestamp(0, UTC)]


@pytest.mark.parametrize(
    ("members", "told"),
    [
        pytest.param(
            {"a.har": "{}"}, "is no trace of Playwright with requests in it; make one with", id="a packed HAR"
        ),
        pytest.param({"trace.network": "[]\n{"}, "is no trace of Playwright with requests in it", id="no request"),
    ],
)
def test_a_zip_that_is_no_trace_is_told(tmp_path: Path, members: dict[str, str], told: str) -> None:
    with pytest.raises(EvidenceError, match=told):
        visits_of_trace(trace(tmp_path / "trace.zip", **members))


def test_a_file_that_is_no_zip_is_told(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="is no trace of Playwright: the ZIP cannot be read"):
        visits_of_trace(har(tmp_path / "a.har"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60), st.integers(0, 700), st.integers(0, 20))
def test_no_trace_is_too_much(tmp_path: Path, inserted: bytes, at: int, length: int) -> None:
    file = trace(tmp_path / "trace.zip", **{"trace.network": snapshots(entry(HOME)), "trace.trace": [OPTIONS]})
    content = file.read_bytes()
    file.write_bytes(content[:at] + inserted + content[at + length :])
    try:
        seen = len(visits_of_trace(file))
    except EvidenceError:
        seen = 0
    assert seen in (0, 1)


def answered(route: Route) -> None:
    body = f"<script>new Image().src = '{PIXEL}'; console.error('boom')</script>" if route.request.url == HOME else ""
    route.fulfill(body=body, content_type="text/html")


@pytest.mark.only_browser("chromium")
def test_what_playwright_records_of_a_visit_is_judged(browser: Browser, tmp_path: Path) -> None:
    with browser.new_context(record_har_path=tmp_path / "a.har") as context:
        context.tracing.start(snapshots=True)
        context.route("**", answered)
        tab = context.new_page()
        with tab.expect_response(PIXEL):
            tab.goto(HOME)
        context.tracing.stop(path=tmp_path / "trace.zip")
    visits = [visit_of_har(tmp_path / "a.har"), *visits_of_trace(tmp_path / "trace.zip")]
    seen = [([page.final_url for page in visit.pages], len(visit.hits), visit.browser.split()[0]) for visit in visits]
    assert seen == [([HOME], 1, "chromium")] * 2
    assert [fault.text for visit in visits for fault in visit.faults] == ["boom"]
