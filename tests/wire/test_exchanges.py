"""Requests with their answers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.wire.exchanges import Exchange, NetworkLog, exchange_of, network_log
from harness.wire.parts import RawRequest

URL = "https://www.acme.test/"
SCRIPT = "https://js.hs-analytics.net/analytics/1/4242.js"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
)


def entry(url: str = URL, request: Any = (), response: Any = (), **others: Any) -> dict[str, Any]:
    return {"request": {"url": url, **dict(request)}, "response": dict(response), **others}


def headers(**pairs: str) -> list[dict[str, str]]:
    return [{"name": name.replace("_", "-"), "value": value} for name, value in pairs.items()]


def test_a_har_is_read_whole() -> None:
    text = {
        "creator": {"name": "WebInspector", "version": "537.36"},
        "browser": {"name": "Chrome"},
        "entries": [
            7,
            entry(
                SCRIPT,
                {"headers": headers(Cookie="a=1; b=2=3; c")},
                {"status": 200, "headers": headers(Location="/x"), "content": {"text": "let a"}},
                pageref="page_1",
                _frameref="frame@1",
                _resourceType="Script",
            ),
        ],
    }
    request = RawRequest(url=SCRIPT, headers=(("Cookie", "a=1; b=2=3; c"),), arrival=1)
    assert network_log(json.dumps({"log": text})) == NetworkLog(
        tool="WebInspector 537.36",
        browser="Chrome",
        exchanges=(
            Exchange(
                request=request,
                status=200,
                headers=(("Location", "/x"),),
                kind="script",
                tab="page_1",
                frame="frame@1",
                cookies=(("a", "1"), ("b", "2=3")),
                script=b"let a",
            ),
        ),
    )


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        pytest.param({"status": -1, "_failureText": "net::ERR_FAILED"}, "net::ERR_FAILED", id="Playwright"),
        pytest.param({"status": 0, "_error": "net::ERR_FAILED"}, "net::ERR_FAILED", id="Chrome"),
        pytest.param({}, "", id="nobody"),
    ],
)
def test_why_there_is_no_answer_is_told_by(response: dict[str, Any], expected: str) -> None:
    exchange = exchange_of(entry(response=response), 0)
    assert exchange
    assert (exchange.status, exchange.error) == (0, expected)


def test_the_browser_knows_best_what_a_request_was_for() -> None:
    exchange = exchange_of(entry(request={"headers": headers(Sec_Fetch_Dest="iframe")}, _resourceType="document"), 0)
    assert exchange
    assert exchange.kind == "iframe"


def test_cookies_may_be_listed() -> None:
    exchange = exchange_of(entry(request={"cookies": headers(a="1"), "headers": headers(cookie="b=2")}), 0)
    assert exchange
    assert exchange.cookies == (("a", "1"),)


def test_only_scripts_that_carry_settings_are_read() -> None:
    exchange = exchange_of(entry("https://www.acme.test/app.js", response={"content": {"text": "let a"}}), 0)
    assert exchange
    assert exchange.script is None


def test_a_header_is_found_by_its_name_in_lower_case() -> None:
    exchange = exchange_of(entry(response={"headers": headers(Location="/a", location="/b")}), 0)
    assert exchange
    assert [exchange.header(name) for name in ("location", "vary")] == ["/a", ""]


@given(
    st.dictionaries(st.sampled_from(["request", "response", "pageref", "_resourceType"]), JSON | st.just({"url": URL}))
)
def test_no_entry_is_too_much(told: dict[str, Any]) -> None:
    exchange = exchange_of(told, 0)
    assert exchange is None or exchange.request.url == URL
