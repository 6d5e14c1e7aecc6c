"""One test, three sources of tracking code: what is captured is the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from harness import expect
from harness.capture.address import AddressBook
from harness.capture.timeline import QueueCall
from harness.wire.hits import Hit
from tests.capture.sources.conftest import Recorded
from tests.portal_server import PORTAL, PortalServer

if TYPE_CHECKING:
    from tests.capture.conftest import Visit

COURSES = """
<script>window._hsq = window._hsq || []; _hsq.push(["setPath", "/home"]);</script>
<script async defer id=hs-script-loader src="//js.hs-scripts.com/4242.js?v=1"></script>
<button onclick='_hsq.push(["identify", {email: "ada@acme.test"}]); _hsq.push(["setPath", "/courses"]);
  _hsq.push(["trackPageView"]);
  _hsq.push(["trackCustomBehavioralEvent", {name: "pe4242_course", properties: {course_id: "Math101"}}])'>Go</button>
"""
CALLS = ["setPath", "identify", "setPath", "trackPageView", "trackCustomBehavioralEvent"]
HITS = [
    ("page view of /home", ()),
    ("page view of /courses", (("email", "ada@acme.test"),)),
    ("event pe4242_course", (("email", "ada@acme.test"),)),
    ("form counter", ()),
    ("form set-up", ()),
]


# A source is asked by the relay and not by the browser, which runs what it is given.
whatever_the_engine = pytest.mark.only_browser("chromium")


@pytest.fixture(
    params=[
        pytest.param("standin", marks=whatever_the_engine),
        "live",
        pytest.param("replay", marks=whatever_the_engine),
    ]
)
def source(request: pytest.FixtureRequest, hubspot_host: PortalServer, recorded: Recorded) -> dict[str, Any]:
    """Surroundings with the same portal's code from each source; HubSpot's hosts are a server on this machine."""
    addresses = AddressBook.parse(connect_to=[hubspot_host.connect_to])
    name = f"replay:{recorded()}" if request.param == "replay" else request.param
    return {"tracker": name, "portal": PORTAL, "addresses": addresses}


def told(hit: Hit) -> tuple[str, tuple[tuple[str, str], ...]]:
    return hit.phrase, hit.identity.pairs if hit.identity else ()


def sites_own(calls: tuple[QueueCall, ...]) -> list[str]:
    return [call.function for call in calls if not call.by_tracking_code]


def test_a_visit_leaves_the_same_with_each_source(
    visit: Callable[..., Visit], source: dict[str, Any], hubspot_host: PortalServer
) -> None:
    ada = visit(**source)
    ada.open(COURSES)
    expect(ada.hubspot.page_view("/home")).to_be_sent(times=1)
    with ada.hubspot.window() as after:
        ada.page.get_by_role("button").evaluate("button => button.click()")
        expect(after.event("pe4242_course")).to_carry(course_id="Math101")

    expect(ada.hubspot).to_have_walked("/home", "/courses")
    assert sorted(map(told, ada.timeline.hits)) == sorted(HITS)
    assert sites_own(ada.timeline.calls) == CALLS
    assert (ada.timeline.malformed, hubspot_host.hits) == ((), [])


ASKED = {
    "standin": [],
    "live": ["js.hs-analytics.net", "js.hs-banner.com", "js.hs-scripts.com", "js.hscollectedforms.net"],
    "replay": [],
}


@whatever_the_engine
def test_only_the_live_source_asks_hubspot_for_anything(
    visit: Callable[..., Visit], source: dict[str, Any], hubspot_host: PortalServer
) -> None:
    ada = visit(**source)
    ada.open(COURSES)
    expect(ada.hubspot.page_view("/home")).to_be_sent(times=1)

    assert hubspot_host.hosts == ASKED[source["tracker"].partition(":")[0]]
