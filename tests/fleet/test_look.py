"""One look at one site, with visits that no browser made."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

import harness.audit.gather as gathering
import harness.stage.browsers as browsers
from harness.audit.config import RuleConfig
from harness.audit.gather import CrawlTarget, Gathered, Gathering, Target
from harness.audit.testing import page, page_view, sent, visit
from harness.capture.endpoint import Endpoint
from harness.errors import ConfigError
from harness.fleet.look import Delivery, Means, look
from harness.fleet.sites import Crawl, FleetSite, Selectors
from harness.stage.browsers import FoundBrowser

URL = "https://www.acme.test/"
BROWSER = FoundBrowser(engine="chromium", executable_path=None, channel=None, source="none", version="1")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Sequence[Target | CrawlTarget], Gathering]]:
    """What was to be visited; each time, a page view with a placeholder came by."""
    heard: list[tuple[Sequence[Target | CrawlTarget], Gathering]] = []

    def gathered(targets: Sequence[Target | CrawlTarget], how: Gathering) -> Gathered:
        heard.append((targets, how))
        assert how.keep
        how.keep(visit(page("/"), sent(page_view("/"), email="guest@acme.test"), start_url=URL))
        return Gathered(problems=["the shop did not answer"])

    monkeypatch.setattr(gathering, "gather", gathered)
    monkeypatch.setattr(browsers, "find_browser", lambda *_: BROWSER)
    return heard


Asked = list[tuple[Sequence[Target | CrawlTarget], Gathering]]


def test_a_look_gives_back_what_was_seen_and_its_report(asked: Asked) -> None:
    delivery = look(FleetSite(url=URL, name="Acme"), Means())

    assert (delivery.result.site, delivery.result.url, delivery.result.pages) == ("Acme", URL, 1)
    assert delivery.result.problems == ("the shop did not answer",)
    assert ("page", "www.acme.test/") in delivery.result.seen.things
    assert b"<!doctype html>" in delivery.html


def test_a_site_has_its_journeys_its_crawl_and_its_buttons(asked: Asked) -> None:
    site = FleetSite(
        url=URL, journeys=("decline", "return"), crawl=Crawl(max_pages=7), selectors=Selectors(decline="#no")
    )
    look(site, Means(tracker="standin", timeout_s=5, limit_s=60))
    targets, how = asked[0]

    assert [each.journey for each in targets if isinstance(each, Target)] == ["decline", "return"]
    assert [each.wishes.decline for each in targets if isinstance(each, Target)] == ["#no", "#no"]
    assert [each.plan.max_pages for each in targets if isinstance(each, CrawlTarget)] == [7]
    assert (how.timeout_s, how.limit_s) == (5, 60)


@pytest.mark.parametrize(
    ("site", "journeys"),
    [
        pytest.param(FleetSite(url=URL), ["first-visit"], id="the first visit"),
        pytest.param(FleetSite(url=URL, crawl=Crawl()), [], id="none beside a crawl"),
        pytest.param(FleetSite(site="consent/declined"), ["decline"], id="that of a sample site"),
    ],
)
def test_without_journeys_a_site_has_the_usual_one(asked: Asked, site: FleetSite, journeys: list[str]) -> None:
    look(site, Means())

    assert [each.journey for each in asked[0][0] if isinstance(each, Target)] == journeys


def test_pages_reach_no_address_of_the_own_network_unless_they_may(asked: Asked) -> None:
    look(FleetSite(url=URL), Means())
    look(FleetSite(url=URL), Means(allow_private=True))
    reaches = [each.surroundings.reach for targets, _ in asked for each in targets]

    assert [each is None for each in reaches] == [False, True]


def test_a_browser_elsewhere_is_driven_where_one_is_named(asked: Asked) -> None:
    far = Endpoint(url="ws://10.0.0.9:4000/x", relay="10.0.0.7")
    look(FleetSite(url=URL), Means(endpoint=far, browser="firefox"))

    assert (asked[0][1].endpoint, asked[0][1].browser.engine) == (far, "firefox")


def test_rules_are_told_what_the_site_says_of_them(asked: Asked) -> None:
    told = {"placeholder-email": RuleConfig(ignore="it is known")}
    kept = look(FleetSite(url=URL, rules=told), Means()).result.seen

    assert "placeholder-email" in kept.silent


def test_a_rule_that_there_is_none_of_is_told(asked: Asked) -> None:
    with pytest.raises(ConfigError, match="rule 'slow' is configured but does not exist"):
        look(FleetSite(url=URL, rules={"slow": RuleConfig()}), Means())


def test_a_delivery_without_a_report_has_none(asked: Asked) -> None:
    assert Delivery(result=look(FleetSite(url=URL), Means()).result).html == b""


@pytest.mark.parametrize("allowed", [False, True], ids=["not allowed", "allowed"])
def test_pages_reach_the_own_network_when_that_is_allowed(asked: Asked, allowed: bool) -> None:
    look(FleetSite(url=URL, name="acme"), Means(allow_private=allowed))
    (((target,), _),) = asked
    assert (target.surroundings.reach is None) is allowed
