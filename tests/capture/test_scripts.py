from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from harness.capture.address import AddressBook
from harness.capture.hosts import HostTable
from harness.capture.sources.live import Live
from harness.tracker.config import PortalConfig
from harness.wire.hits import BannerReport

if TYPE_CHECKING:
    from tests.capture.conftest import Caller

Call = Callable[..., "Caller"]
NOWHERE = AddressBook.parse(connect_to=["::127.0.0.1:1"])


@pytest.mark.parametrize(
    ("url", "word"),
    [
        pytest.param("https://js.hs-scripts.com/77.js", "js.hs-analytics.net/analytics/", id="loader"),
        pytest.param("https://js-eu1.hs-scripts.com/77.js", "js-eu1.hs-analytics.net/analytics/", id="another hublet"),
        pytest.param("https://js.hs-analytics.net/analytics/1/77.js", "__ptq.gif", id="analytics"),
        pytest.param("https://js.hs-banner.com/v2/77/banner.js", "__hs_initial_opt_in", id="banner"),
        pytest.param("http://js.hs-scripts.com/77.js?a=b", "js.hs-analytics.net/analytics/", id="plain http"),
    ],
)
def test_the_stand_in_answers_for_any_portal(caller: Call, url: str, word: str) -> None:
    reply = caller(portal=PortalConfig(portal_id=4242)).ask(url)
    assert (reply.status, reply.headers["content-type"]) == (200, "text/javascript; charset=utf-8")
    assert word in reply.body.decode()


@pytest.mark.parametrize(
    "url",
    [
        "https://js.hs-scripts.com/",
        "https://js.hs-scripts.com/4242.css",
        "https://js.hs-analytics.net/4242",
        "https://js.usemessages.com/conversations-embed.js",
        "https://js.hs-banner.com/v2/%00/banner.js",
    ],
)
def test_a_script_that_the_stand_in_has_not_is_told(caller: Call, url: str) -> None:
    reply = caller().ask(url)
    assert (reply.status, reply.body) == (404, b"the stand-in tracker has no such script")


def test_a_report_of_the_banner_is_a_hit(caller: Call) -> None:
    ada = caller()
    ada.ask("https://js.hs-banner.com/cookie-banner-public/v1/activity/view", "POST", body=b'{"portalId": 4242}')
    (hit,) = ada.lane.journal.timeline().hits
    assert isinstance(hit, BannerReport)
    assert (hit.activity, hit.portal_id) == ("view", 4242)


def test_a_live_script_comes_from_the_real_host(caller: Call) -> None:
    ada = caller(HostTable(real_scripts=True, addresses=NOWHERE), source=Live())
    reply = ada.ask("https://js.hs-banner.com/v2/4242/banner.js")
    assert (reply.status, reply.body[:38]) == (502, b"js.hs-banner.com cannot be reached: [E")
