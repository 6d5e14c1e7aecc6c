"""Visits made of what was recorded of the network."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.audit.network import LACKS, visit_of_log
from harness.audit.pacing import START
from harness.audit.rule import FACTS
from harness.audit.testing import fault
from harness.audit.visit import CookieFact, PageVisit, Redirect, ScriptLoad, SecurityPolicy, Visit
from harness.capture.timeline import Navigation, PageFault
from harness.tracker.config import PortalConfig
from harness.tracker.render import render
from harness.wire.exchanges import Exchange, NetworkLog
from harness.wire.har import NO_TIME
from harness.wire.parts import RawRequest

HOME = "https://www.acme.test/"
PIXEL = "https://track.hubspot.com/__ptq.gif?k=1&a=4242&pu=https%3A%2F%2Fwww.acme.test%2F"
LOADER = "https://js.hs-scripts.com/4242.js"
ANALYTICS = "https://js.hs-analytics.net/analytics/1/4242.js"


def sent(url: str = HOME, status: int = 200, *, method: str = "GET", accept: str = "", **told: Any) -> Exchange:
    headers = (("Accept", accept),) if accept else ()
    return Exchange(request=RawRequest(method=method, url=url, headers=headers), status=status, **told)


def opened(url: str = HOME, status: int = 200, *, to: str = "", **told: Any) -> Exchange:
    return sent(url, status, kind="document", headers=(("Location", to),) if to else (), **told)


def visited(*exchanges: Exchange, **log: str) -> Visit:
    """The visit of these exchanges, a second apart."""
    timed = (
        replace(each, request=replace(each.request, arrival=at, arrived_at=START + timedelta(seconds=at)))
        for at, each in enumerate(exchanges)
    )
    return visit_of_log(NetworkLog(exchanges=tuple(timed), **log), "har")


def after(seconds: int) -> Any:
    return START + timedelta(seconds=seconds)


def test_a_visit_has_pages_hits_scripts_and_the_portal() -> None:
    script = render(PortalConfig()).analytics.encode()
    seen = visited(opened(), sent(LOADER), sent(ANALYTICS, script=script), sent(PIXEL), browser="Chrome 1")
    assert (seen.start_url, seen.browser, seen.started_at) == (HOME, "Chrome 1", START)
    assert [page.final_url for page in seen.pages] == [HOME]
    assert [hit.portal_id for hit in seen.hits] == [4242]
    assert seen.scripts == (
        ScriptLoad(url=LOADER, portal_id=4242, hublet="na1", at=after(1)),
        ScriptLoad(url=ANALYTICS, portal_id=4242, hublet="na1", at=after(2)),
    )
    assert (seen.portal and seen.portal.portal_id, seen.lacks) == (4242, LACKS)


def test_what_a_recording_lacks_is_named() -> None:
    seen = visited(opened())
    assert ({*seen.lacks} - FACTS, FACTS - {*seen.lacks}) == (
        set(),
        {"failures", "hits", "pages", "redirects", "scripts"},
    )


def test_a_recording_is_never_whole() -> None:
    seen = visited(opened(), sent(PIXEL, 0), tool="Playwright 1.64")
    assert (seen.settled, seen.undecided, seen.browser) == (
        False,
        (
            "a recording of the network says nothing of what came before and after it",
            "Playwright records no hit that a page sends while it unloads",
            "1 tracking requests have neither an answer nor a reason, and may not have been sent",
        ),
        "Playwright 1.64",
    )


def test_redirects_lead_to_a_page() -> None:
    seen = visited(
        opened("http://acme.test/", 301, to="https://acme.test/"),
        opened("https://acme.test/", 302, to="//www.acme.test/#top"),
        opened(HOME),
    )
    assert seen.pages == (
        PageVisit(
            url="http://acme.test/",
            final_url=HOME,
            status=200,
            redirects=(
                Redirect(url="http://acme.test/", status=301, location="https://acme.test/"),
                Redirect(url="https://acme.test/", status=302, location="//www.acme.test/#top"),
            ),
            loaded_at=after(2),
            was_read=False,
            csp=(),
        ),
    )


@pytest.mark.parametrize(
    "location", ["https://other.test/", "http://[", ""], ids=["elsewhere", "nowhere at all", "not told"]
)
def test_a_redirect_that_was_not_followed_is_a_page_of_its_own(location: str) -> None:
    seen = visited(opened("https://acme.test/", 301, to=location), opened(HOME))
    assert [(page.final_url, page.status) for page in seen.pages] == [("https://acme.test/", 301), (HOME, 200)]


@pytest.mark.parametrize(
    ("exchange", "pages"),
    [
        pytest.param(sent(kind="document"), 1, id="a document"),
        pytest.param(sent(kind="iframe"), 0, id="a frame's"),
        pytest.param(sent(kind="document", status=0), 0, id="one that never came"),
        pytest.param(sent(accept="text/html,*/*", headers=(("Content-Type", "text/html"),)), 1, id="by its type"),
        pytest.param(sent(accept="text/html,*/*", status=302, headers=(("location", "/a"),)), 1, id="by its redirect"),
        pytest.param(sent(accept="text/html,*/*", headers=(("content-type", "image/png"),)), 0, id="another type"),
        pytest.param(sent(accept="*/*", headers=(("content-type", "text/html"),)), 0, id="fetched by a script"),
        pytest.param(sent(headers=(("content-type", "text/html"),)), 0, id="nobody knows why"),
    ],
)
def test_a_page_is(exchange: Exchange, pages: int) -> None:
    assert len(visited(exchange).pages) == pages


def test_documents_of_frames_are_no_pages() -> None:
    seen = visited(
        opened(HOME, tab="page@1", frame="frame@1"),
        opened("https://www.acme.test/inner", tab="page@1", frame="frame@2"),
        opened("https://www.acme.test/pop-up", tab="page@2", frame="frame@3"),
    )
    assert [page.final_url for page in seen.pages] == [HOME, "https://www.acme.test/pop-up"]


def test_loads_are_told_with_their_tab() -> None:
    seen = visited(
        opened(HOME, 301, to="/a"), opened(f"{HOME}a"), sent(f"{HOME}inner", kind="iframe"), opened(HOME, tab="page@2")
    )
    assert seen.navigations == (
        Navigation(kind="load", url=f"{HOME}a", at=after(1), frame_url=f"{HOME}a", page=1),
        Navigation(kind="load", url=f"{HOME}inner", at=after(2), frame_url=f"{HOME}inner", page=1, top=False),
        Navigation(kind="load", url=HOME, at=after(3), frame_url=HOME, page=2),
    )


def test_policies_of_headers_are_told() -> None:
    headers = (
        ("Content-Security-Policy", "img-src *"),
        ("content-security-policy-report-only", "script-src 'self'"),
    )
    assert visited(sent(kind="document", headers=headers)).pages[0].csp == (
        SecurityPolicy(text="img-src *"),
        SecurityPolicy(text="script-src 'self'", report_only=True),
    )


def test_cookies_are_those_that_were_sent_to_the_host_of_the_page() -> None:
    seen = visited(
        sent(f"{HOME}before.css", cookies=(("hubspotutk", "0"),)),
        opened(cookies=(("hubspotutk", "1"), ("theme", "dark"))),
        sent(f"{HOME}app.js", cookies=(("hubspotutk", "2"),)),
        sent("https://cdn.acme.test/a.js", cookies=(("hubspotutk", "3"),)),
        opened(f"{HOME}a"),
    )
    assert [page.cookies for page in seen.pages] == [
        (CookieFact(name="hubspotutk", value="2", domain="www.acme.test"),),
        (),
    ]


@pytest.mark.parametrize(
    ("exchange", "hits"),
    [
        pytest.param(sent(PIXEL), [False], id="answered"),
        pytest.param(sent(PIXEL, 404), [False], id="answered with an error"),
        pytest.param(sent(PIXEL, 0, error="net::ERR_ABORTED"), [True], id="cancelled as its page was left"),
        pytest.param(sent(PIXEL, 0, error="net::ERR_BLOCKED_BY_CLIENT"), [], id="blocked"),
        pytest.param(sent(PIXEL, 0), [], id="without an answer or a reason"),
        pytest.param(sent(PIXEL, method="OPTIONS"), [], id="a question ahead"),
        pytest.param(sent("https://track.hubspot.com/__hstrack/fence?n=1"), [], id="the harness itself"),
    ],
)
def test_a_hit_is_what_was_sent(exchange: Exchange, hits: list[bool]) -> None:
    assert [hit.cut_off for hit in visited(exchange).hits] == hits


def test_a_torn_hit_counts_when_it_was_sent() -> None:
    torn = "https://track.hubspot.com/__ptq.gif?a=x"
    seen = visited(sent(torn), sent(torn, 0, error="net::ERR_ABORTED"))
    assert [each.request.arrival for each in seen.malformed] == [0]


def test_failed_requests_are_told_with_the_role_of_their_host() -> None:
    seen = visited(
        sent(LOADER, 0, error="net::ERR_NAME_NOT_RESOLVED"),
        sent(f"{HOME}a.png", 0),
        sent(ANALYTICS, 0, error="net::ERR_ABORTED"),
    )
    assert seen.failed_requests[:2] == (
        PageFault(kind="request", text="net::ERR_NAME_NOT_RESOLVED", url=LOADER, at=after(0), page=1),
        PageFault(kind="request", text="no answer", url=f"{HOME}a.png", at=after(1), page=1),
    )
    assert [failed.role for failed in seen.failed_requests] == ["script", None, "script"]


def test_a_script_that_was_cancelled_is_no_script_that_failed() -> None:
    seen = visited(sent(LOADER, 0, error="net::ERR_FAILED"), sent(ANALYTICS, 0, error="net::ERR_ABORTED"))
    assert [(script.url, script.status) for script in seen.scripts] == [(LOADER, 0)]


def test_another_recording_may_tell_of_faults() -> None:
    heard = fault("console", "boom")
    seen = visit_of_log(NetworkLog(), "trace", faults=[heard], lacks=())
    assert (seen.faults, seen.lacks, seen.started_at) == ((heard,), ("portal",), NO_TIME)


EXCHANGES = st.builds(
    Exchange,
    request=st.builds(
        RawRequest,
        url=st.sampled_from([HOME, PIXEL, LOADER, ANALYTICS]) | st.text(),
        headers=st.lists(st.tuples(st.sampled_from(["accept", "Accept"]), st.text())).map(tuple),
        arrival=st.integers(0, 3),
    ),
    status=st.sampled_from([0, 200, 301]) | st.integers(),
    headers=st.lists(st.tuples(st.sampled_from(["location", "content-type"]), st.text())).map(tuple),
    error=st.text(),
    kind=st.sampled_from(["", "document", "iframe"]) | st.text(),
    cookies=st.lists(st.tuples(st.just("hubspotutk"), st.text())).map(tuple),
    script=st.none() | st.binary(),
)


@given(st.lists(EXCHANGES, max_size=6))
def test_no_recording_is_too_much(exchanges: list[Exchange]) -> None:
    seen = visit_of_log(NetworkLog(exchanges=tuple(exchanges)), "har")
    assert len(seen.pages) <= len(exchanges)
