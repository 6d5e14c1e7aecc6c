"""Hints on page views under another path, twice, or not at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.audit.testing import navigation, page_view, push, timeline
from harness.expect.testing import Seen
from harness.sync import expect

HintOf = Callable[[Callable[[], object]], str | None]

STUCK = Seen(timeline(page_view("/", set_path="/"), page_view("/pricing", set_path="/")))
CANONICAL = Seen(timeline(page_view("/pricing", canonical="https://www.acme.test/")))
HASH = Seen(timeline(page_view("/#/about")))
HASH_WALK = Seen(timeline(page_view("/"), page_view("/#/about")))
LOST_QUERY = Seen(timeline(page_view("/", set_path="/"), page_view("/search?q=1", set_path="/search")))
NO_SLASH = Seen(timeline(page_view("/", set_path="pricing")))
NO_QUERY = Seen(timeline(page_view("/search?q=1", set_path="/search")))
SET_ONLY = Seen(timeline(page_view("/"), push("setPath", "/pricing", source="app.js:41"), push("setPath")))
SET_AND_VIEWED = Seen(timeline(page_view("/"), push("setPath", "/pricing"), push("trackPageView")))
ROUTE = Seen(timeline(navigation("/", "load"), page_view("/"), navigation("/pricing", source="router.js:7 go")))
ROUTE_VIEWED = Seen(timeline(navigation("/pricing"), page_view("/x")))
TWICE = Seen(timeline(push("trackPageView", before_takeover=True, source="app.js:3"), page_view(), page_view()))
AUTOMATIC = Seen(
    timeline(
        push("trackPageView", before_takeover=True, source="https://js.hs-analytics.net/analytics/1/4242.js:1"),
        page_view(),
        page_view(),
    )
)
TWICE_LATER = Seen(timeline(push("trackPageView"), page_view(), page_view()))

STUCK_HINT = "the address was right, but setPath last said '/', which stays until setPath is called again"


@pytest.mark.parametrize(
    ("expectation", "hint"),
    [
        pytest.param(lambda: expect(STUCK.page_view("/pricing")).to_be_sent(), STUCK_HINT, id="the old path stays"),
        pytest.param(lambda: expect(STUCK).to_have_walked("/", "/pricing"), STUCK_HINT, id="on a walk, too"),
        pytest.param(lambda: expect(STUCK).to_have_walked("/"), None, id="walked too far"),
        pytest.param(lambda: expect(STUCK.page_view("/docs")).to_be_sent(), None, id="an address that never was"),
        pytest.param(
            lambda: expect(CANONICAL.page_view("/pricing")).to_be_sent(),
            "the address was right, but the canonical link says '/'; it wins unless setPath is used",
            id="the canonical link wins",
        ),
        pytest.param(
            lambda: expect(HASH.page_view("/#/about")).to_be_sent(),
            "a fragment never reaches HubSpot; push setPath with the whole path before trackPageView",
            id="a fragment is lost",
        ),
        pytest.param(
            lambda: expect(HASH_WALK).to_have_walked("/#/", "/#/about"),
            "a fragment never reaches HubSpot; push setPath with the whole path before trackPageView",
            id="a fragment is lost on a walk",
        ),
        pytest.param(
            lambda: expect(STUCK).to_have_walked("/#/"), None, id="another path was said, no fragment is lost"
        ),
        pytest.param(
            lambda: expect(LOST_QUERY.page_view("/search?q=1")).to_be_sent(),
            "the path was counted without that query; give setPath location.pathname + location.search",
            id="the query is missing though the address has it",
        ),
        pytest.param(
            lambda: expect(NO_SLASH.page_view("/pricing")).to_be_sent(),
            "setPath was given 'pricing'; a path starts with a slash",
            id="a slash is missing",
        ),
        pytest.param(
            lambda: expect(NO_QUERY.page_view("/search?q=2")).to_be_sent(),
            "the path was counted without that query; give setPath location.pathname + location.search",
            id="the query is missing",
        ),
        pytest.param(
            lambda: expect(NO_QUERY.page_view("/find?q=1")).to_be_sent(), None, id="another path with a query"
        ),
        pytest.param(
            lambda: expect(SET_ONLY.page_view("/pricing")).to_be_sent(),
            "setPath (app.js:41) sends nothing by itself; push trackPageView after it",
            id="setPath alone",
        ),
        pytest.param(lambda: expect(SET_AND_VIEWED.page_view("/pricing")).to_be_sent(), None, id="setPath and a view"),
        pytest.param(
            lambda: expect(ROUTE.page_view("/pricing")).to_be_sent(),
            "the address changed (router.js:7 go), which the tracker does not notice; push setPath and trackPageView "
            "there",
            id="a route without a view",
        ),
        pytest.param(lambda: expect(ROUTE_VIEWED.page_view("/pricing")).to_be_sent(), None, id="a route with a view"),
        pytest.param(
            lambda: expect(TWICE.page_view()).to_be_sent(times=1),
            "the first page view is automatic; trackPageView (app.js:3) before the tracker has loaded counts it again",
            id="the first view twice",
        ),
        pytest.param(lambda: expect(AUTOMATIC.page_view()).to_be_sent(times=1), None, id="only the tracker's own call"),
        pytest.param(lambda: expect(TWICE_LATER.page_view()).to_be_sent(times=1), None, id="a view too many, later"),
    ],
)
def test_a_hint_on_paths(expectation: Callable[[], object], hint: str | None, hint_of: HintOf) -> None:
    assert hint_of(expectation) == hint
