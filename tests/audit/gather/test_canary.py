"""No hit of a journey reaches HubSpot in live mode, those of leaving a page included: a canary stands in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from benchmarks._ground import Canary
from harness.audit.crawl.plan import CrawlPlan
from harness.audit.gather import Gathered, Gathering, Target, crawls, gather
from harness.audit.journeys import all_journeys
from harness.capture.tap import Surroundings
from harness.stage.browsers import find_browser
from tests.audit.gather.conftest import Ports

pytestmark = pytest.mark.browser

URL = "http://www.acme.test/leaves"


@dataclass(frozen=True, slots=True)
class Book:
    """The site has its server, and every other name leads to the canary."""

    port: int
    canary: Canary

    def lookup(self, host: str, port: int) -> tuple[str, int]:
        """Where a connection to a host goes."""
        return ("127.0.0.1", self.port) if host == "www.acme.test" else self.canary.lookup(host, port)


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    """Where HubSpot would be."""
    canary = Canary()
    yield canary
    canary.close()


@pytest.fixture(scope="module")
def gathered(ports: Ports, canary: Canary) -> Gathered:
    """Every journey, and a crawl, to a page that sends hits in every way until it is gone."""
    around = Surroundings(live=True, tracker="standin", addresses=Book(ports.http, canary))
    places = [Target(url=URL, surroundings=around, journey=name) for name in all_journeys()]
    plan = CrawlPlan(rate=0.0, max_pages=2, concurrency=1)
    return gather([*places, *crawls(places[:1], plan)], Gathering(browser=find_browser()))


def test_hits_are_sent_while_pages_unload_as_well(gathered: Gathered) -> None:
    sent = {visit.journey: {hit.page.title for hit in visit.hits} for visit in gathered.visits if visit.hits}
    assert {journey for journey, titles in sent.items() if not {"here", "gone"} <= titles} == set()


def test_no_hit_reaches_hubspot(gathered: Gathered, canary: Canary) -> None:
    assert (len(gathered.visits) > len(all_journeys()), canary.connections) == (True, 0)
