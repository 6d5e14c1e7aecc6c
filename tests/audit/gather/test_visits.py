"""Sites that misbehave: each gets one sentence, nothing hangs, and what was captured before is kept."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from harness.audit.gather import Gathered, Gathering, Target, gather
from harness.audit.visit import Visit
from harness.capture.address import AddressBook
from harness.capture.tap import Surroundings
from harness.stage.browsers import find_browser

if TYPE_CHECKING:
    from tests.audit.gather.conftest import Ports

pytestmark = pytest.mark.browser

HOME = "http://www.acme.test"
PATHS = (
    "/",
    "/alert",
    "/app",
    "/banner",
    "/download",
    "/garbage",
    "/huge",
    "/loop",
    "/plain",
)
# Visits that end when time is up. A script that never ends comes last, for tabs may share a process.
ENDLESS = ("/gone", "/silent", "/endless-image", "/busy")


@dataclass(frozen=True, slots=True)
class Tour:
    """The visits to every path of the misbehaving server, in one engine."""

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


def visited(
    urls: list[str], ports: Ports, engine: str = "chromium", *, insecure: bool = False, timeout_s: float = 30
) -> Gathered:
    """What came of visits to the addresses, www.acme.test being the server of these tests."""
    book = AddressBook.parse(
        connect_to=[f"www.acme.test:80:127.0.0.1:{ports.http}", f"www.acme.test:443:127.0.0.1:{ports.https}"]
    )
    around = Surroundings(live=True, tracker="standin", addresses=book)
    how = Gathering(
        browser=find_browser("firefox" if engine == "firefox" else "chromium"), timeout_s=timeout_s, insecure=insecure
    )
    return gather([Target(url=url, surroundings=around) for url in urls], how)


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def tour(request: pytest.FixtureRequest, ports: Ports) -> Iterator[Tour]:
    """One tour for all tests of an engine; pages that do not rest are given up early, while others are visited."""
    closed = [f"{scheme}://127.0.0.1:{ports.closed}/" for scheme in ("http", "https")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("harness.audit.gather.journey.REST_S", 6.0)
        patch.setattr("harness.audit.gather.journey.STEP_S", 2.0)
        patch.setattr("harness.audit.gather.visits.CLOSE_S", 2.0)
        with ThreadPoolExecutor(1) as pool:
            endless = pool.submit(visited, [HOME + path for path in ENDLESS], ports, request.param, timeout_s=3)
            others = visited([*closed, *(HOME + path for path in PATHS)], ports, request.param)
        told = endless.result()
        yield Tour(Gathered(others.visits + told.visits, others.problems + told.problems))


def test_a_page_is_visited(tour: Tour) -> None:
    (page,) = tour.visit("/").pages
    assert (tour.problems(HOME + "/"), tour.phrases("/"), page.title, page.status) == (
        [],
        ["page view of /"],
        "Acme",
        200,
    )


def test_every_visit_is_kept(tour: Tour) -> None:
    assert len(tour.gathered.visits) == len(PATHS + ENDLESS) + 2


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        pytest.param("/loop", "the page redirects for ever", id="a redirect loop"),
        pytest.param("/download", "it sent no page but a download or nothing", id="a download"),
        pytest.param("/silent", "it did not answer in time; raise --timeout", id="no answer"),
        pytest.param("/endless-image", "it had not finished loading after 3 s", id="a page that never loads"),
        pytest.param("/busy", "a script or a request keeps it busy", id="a script that never ends"),
    ],
)
def test_a_page_that_cannot_be_visited_is_one_sentence(tour: Tour, path: str, reason: str) -> None:
    (told,) = tour.problems(HOME + path)
    assert told.startswith(reason)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_an_unreachable_host_is_one_sentence(tour: Tour, ports: Ports, scheme: str) -> None:
    (told,) = tour.problems(f"{scheme}://127.0.0.1:{ports.closed}/")
    assert "cannot be reached" in told


@pytest.mark.parametrize("path", ["/endless-image", "/busy"])
def test_a_page_that_does_not_rest_keeps_its_hits(tour: Tour, path: str) -> None:
    assert (tour.phrases(path), tour.visit(path).settled) == ([f"page view of {path}"], False)


def test_an_alert_box_is_dismissed_and_noted(tour: Tour) -> None:
    noted = [fault.text for fault in tour.visit("/alert").faults if fault.kind == "dialog"]
    assert (tour.problems(HOME + "/alert"), noted[0], tour.phrases("/alert")) == (
        [],
        "alert: Hello",
        ["page view of /alert"],
    )


def test_garbage_bytes_become_malformed(tour: Tour) -> None:
    assert (tour.phrases("/garbage"), len(tour.visit("/garbage").malformed)) == (["page view of /garbage"], 1)


def test_a_hit_of_two_megabytes_is_kept(tour: Tour) -> None:
    assert [len(torn.request.body) for torn in tour.visit("/huge").malformed] == [2_000_000]


def test_the_sites_own_banner_is_seen(tour: Tour) -> None:
    assert tour.visit("/banner").banner == "site's own"


def test_links_that_an_application_takes_are_followed(tour: Tour) -> None:
    visit = tour.visit("/app")
    walked = [change.url.removeprefix(HOME) for change in visit.navigations if change.kind == "push"]
    assert (visit.journey, walked) == ("spa-walk", ["/app/one", "/app/two"])


def test_links_that_load_a_document_are_left_alone(tour: Tour) -> None:
    visit = tour.visit("/plain")
    assert (visit.journey, [page.final_url for page in visit.pages]) == ("first-visit", [HOME + "/plain"])


def test_a_certificate_fault_is_one_sentence(ports: Ports) -> None:
    assert visited(["https://www.acme.test/"], ports).problems == [
        "https://www.acme.test/: its certificate is not trusted (ERR_CERT_AUTHORITY_INVALID); "
        "renew it, or visit all the same with --insecure"
    ]


def test_a_certificate_fault_can_be_overlooked(ports: Ports) -> None:
    gathered = visited(["https://www.acme.test/"], ports, insecure=True)
    assert (gathered.problems, len(gathered.visits[0].hits)) == ([], 1)


def test_a_crash_of_the_tab_is_one_sentence(ports: Ports) -> None:
    assert visited(["chrome://crash"], ports).problems == ["chrome://crash: the tab crashed"]
