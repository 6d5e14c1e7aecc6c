"""Sites that misbehave: each gets one sentence, nothing hangs, and what was captured before is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import pytest

from harness.audit.gather import Gathered, Gathering, Target, gather
from harness.audit.visit import Visit
from harness.capture.address import AddressBook
from harness.capture.tap import Surroundings
from harness.stage.browsers import find_browser
from harness.stage.places import Engine

if TYPE_CHECKING:
    from tests.audit.gather.conftest import Ports

pytestmark = pytest.mark.browser

HOME = "http://www.acme.test"
PATHS = ("/", "/alert", "/app", "/download", "/loop", "/odd")
# Only the Chromium of these tests minds the certificate, and only Chromium has an address that crashes.
CHROMIUMS_OWN = ("https://www.acme.test/", "chrome://crash")
# Visits that end when time is up, by Playwright's clock or the visit's, whatever the engine: seconds for a page to
# load -> paths, each line in a browser of its own. A script that never ends comes last, for tabs may share a process.
ENDLESS = {2.0: ("/silent", "/endless-image"), 5.0: ("/gone", "/busy")}


@dataclass(frozen=True, slots=True)
class Tour:
    """The visits to every path of the misbehaving server, in one engine."""

    addresses: int
    gathered: Gathered

    def visit(self, path: str) -> Visit:
        """The visit to a path."""
        return next(visit for visit in self.gathered.visits if visit.start_url == HOME + path)

    def problems(self, url: str) -> list[str]:
        """What went wrong at an address, without the address."""
        told = (problem.partition(": ") for problem in self.gathered.problems)
        return [reason for address, _, reason in told if address == url]

    def phrases(self, path: str) -> list[str]:
        """The hits of a path."""
        return [hit.phrase for hit in self.visit(path).hits]


def visited(urls: Iterable[str], ports: Ports, engine: Engine = "chromium", **how: Any) -> Gathered:
    """What came of visits to the addresses, www.acme.test being the server of these tests."""
    book = AddressBook.parse(
        connect_to=[f"www.acme.test:80:127.0.0.1:{ports.http}", f"www.acme.test:443:127.0.0.1:{ports.https}"]
    )
    around = Surroundings(live=True, tracker="standin", addresses=book)
    targets = [Target(url=url, surroundings=around) for url in urls]
    return gather(targets, Gathering(browser=find_browser(engine), **how))


@pytest.fixture(scope="session")
def tour_of(ports: Ports) -> Callable[[Engine], Tour]:
    """The tour in an engine, made once: xdist may hand the tests of the two engines out in turns."""
    return cache(partial(toured, ports))


@pytest.fixture(params=["chromium", "firefox"])
def tour(request: pytest.FixtureRequest, tour_of: Callable[[Engine], Tour]) -> Tour:
    """One tour for all tests of an engine."""
    return tour_of(request.param)


def toured(ports: Ports, engine: Engine) -> Tour:
    """Visits every path; pages that do not rest are given up early, while others are visited."""
    urls = [f"{scheme}://127.0.0.1:{ports.closed}/" for scheme in ("http", "https")]
    urls += [HOME + path for path in PATHS]
    urls += CHROMIUMS_OWN if engine == "chromium" else ()
    endless = ENDLESS if engine == "chromium" else {}

    def outlasted(timeout_s: float, paths: tuple[str, ...]) -> Gathered:
        return visited((HOME + path for path in paths), ports, engine, timeout_s=timeout_s, rest_s=1.5)

    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor() as pool:
        patch.setattr("harness.audit.gather.visitor.STEP_S", 2.0)
        patch.setattr("harness.audit.gather.closing.CLOSE_S", 1.0)
        ends = pool.map(outlasted, endless.keys(), endless.values())
        told = [visited(urls, ports, engine), *ends]
    visits = [visit for each in told for visit in each.visits]
    addresses = len(urls) + sum(map(len, endless.values()))
    return Tour(addresses, Gathered(visits, [problem for each in told for problem in each.problems]))


in_chromium = pytest.mark.parametrize("tour", ["chromium"], indirect=True)


def test_a_page_is_visited(tour: Tour) -> None:
    (page,) = tour.visit("/").pages
    assert (tour.problems(HOME + "/"), tour.phrases("/"), page.title, page.status) == (
        [],
        ["page view of /"],
        "Acme",
        200,
    )


def test_every_visit_is_kept(tour: Tour) -> None:
    assert len(tour.gathered.visits) == tour.addresses


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        pytest.param("/loop", "the page redirects for ever", id="a redirect loop"),
        pytest.param("/download", "it sent no page but a download or nothing", id="a download"),
    ],
)
def test_a_page_that_cannot_be_visited_is_one_sentence(tour: Tour, path: str, reason: str) -> None:
    (told,) = tour.problems(HOME + path)
    assert told.startswith(reason)


@in_chromium
@pytest.mark.parametrize(
    ("path", "reason"),
    [
        pytest.param("/silent", "it did not answer in time; raise --timeout", id="no answer"),
        pytest.param("/endless-image", "it had not finished loading after 2 s", id="a page that never loads"),
        pytest.param("/busy", "a script or a request keeps it busy", id="a script that never ends"),
    ],
)
def test_a_page_that_never_comes_or_ends_is_one_sentence(tour: Tour, path: str, reason: str) -> None:
    (told,) = tour.problems(HOME + path)
    assert told.startswith(reason)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_an_unreachable_host_is_one_sentence(tour: Tour, ports: Ports, scheme: str) -> None:
    (told,) = tour.problems(f"{scheme}://127.0.0.1:{ports.closed}/")
    assert "cannot be reached" in told


@in_chromium
def test_a_page_that_does_not_rest_keeps_its_hits(tour: Tour) -> None:
    assert (tour.phrases("/busy"), tour.visit("/busy").settled) == (["page view of /busy"], False)


@in_chromium
def test_a_page_that_never_loads_keeps_its_hits(tour: Tour) -> None:
    seen = tour.visit("/endless-image")
    assert ([hit.phrase for hit in seen.hits], seen.settled) == (["page view of /endless-image"], False)


def test_an_alert_box_is_dismissed_and_noted(tour: Tour) -> None:
    noted = [fault.text for fault in tour.visit("/alert").faults if fault.kind == "dialog"]
    assert (tour.problems(HOME + "/alert"), noted[0], tour.phrases("/alert")) == (
        [],
        "alert: Hello",
        ["page view of /alert"],
    )


def test_garbage_bytes_become_malformed_and_two_megabytes_are_kept(tour: Tour) -> None:
    sizes = sorted(len(torn.request.body) for torn in tour.visit("/odd").malformed)
    assert (tour.phrases("/odd"), sizes) == (["page view of /odd"], [0, 2_000_000])


def test_the_sites_own_banner_is_seen(tour: Tour) -> None:
    assert tour.visit("/odd").banner == "site's own"


def test_links_that_an_application_takes_are_followed(tour: Tour) -> None:
    visit = tour.visit("/app")
    walked = [change.url.removeprefix(HOME) for change in visit.navigations if change.kind == "push"]
    assert (visit.journey, walked) == ("spa-walk", ["/app/one", "/app/two"])


def test_links_that_load_a_document_are_left_alone(tour: Tour) -> None:
    visit = tour.visit("/")
    assert (visit.journey, [page.final_url for page in visit.pages]) == ("first-visit", [HOME + "/"])


@in_chromium
def test_a_certificate_fault_is_one_sentence(tour: Tour) -> None:
    assert tour.problems("https://www.acme.test/") == [
        "its certificate is not trusted (ERR_CERT_AUTHORITY_INVALID); renew it, or visit all the same with --insecure"
    ]


def test_a_certificate_fault_can_be_overlooked(ports: Ports) -> None:
    gathered = visited(["https://www.acme.test/"], ports, insecure=True)
    assert (gathered.problems, len(gathered.visits[0].hits)) == ([], 1)


@in_chromium
def test_a_crash_of_the_tab_is_one_sentence(tour: Tour) -> None:
    assert tour.problems("chrome://crash") == ["the tab crashed"]
