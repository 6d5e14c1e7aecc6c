"""Sites that misbehave: each gets one sentence, nothing hangs, and what was captured before is kept."""

from __future__ import annotations

import pytest

from harness.audit.gather import Gathered, Gathering, Target, gather
from harness.capture.address import AddressBook
from harness.capture.tap import Surroundings
from harness.stage.browsers import find_browser
from tests.audit.gather.conftest import Ports

pytestmark = pytest.mark.browser


@pytest.fixture(params=["chromium", "firefox"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def visited(
    url: str, ports: Ports, engine: str = "chromium", *, timeout_s: float = 10, insecure: bool = False
) -> Gathered:
    """What came of a visit to `url`, www.acme.test being the server of this test."""
    book = AddressBook.parse(
        connect_to=[f"www.acme.test:80:127.0.0.1:{ports.http}", f"www.acme.test:443:127.0.0.1:{ports.https}"]
    )
    around = Surroundings(live=True, tracker="standin", addresses=book)
    how = Gathering(browser=find_browser(engine), timeout_s=timeout_s, insecure=insecure)
    return gather([Target(url=url, surroundings=around)], how)


def test_a_page_is_visited(ports: Ports, engine: str) -> None:
    gathered = visited("http://www.acme.test/", ports, engine)
    (visit,) = gathered.visits
    assert (gathered.problems, [hit.phrase for hit in visit.hits], visit.pages[0].title, visit.pages[0].status) == (
        [],
        ["page view of /"],
        "Acme",
        200,
    )


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        pytest.param("/loop", "the page redirects for ever", id="a redirect loop"),
        pytest.param("/download", "it sent no page but a download or nothing", id="a download"),
        pytest.param("/silent", "it did not answer in time; raise --timeout", id="no answer"),
    ],
)
def test_no_page_is_one_sentence(ports: Ports, engine: str, path: str, reason: str) -> None:
    gathered = visited(f"http://www.acme.test{path}", ports, engine, timeout_s=3)
    (problem,) = gathered.problems
    assert problem.startswith(f"http://www.acme.test{path}: {reason}")


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_an_unreachable_host_is_one_sentence(ports: Ports, engine: str, scheme: str) -> None:
    (problem,) = visited(f"{scheme}://127.0.0.1:{ports.closed}/", ports, engine, timeout_s=5).problems
    assert problem.startswith(f"{scheme}://127.0.0.1:{ports.closed}/: ")
    assert "cannot be reached" in problem


def test_a_certificate_fault_is_one_sentence(ports: Ports) -> None:
    (problem,) = visited("https://www.acme.test/", ports).problems
    assert problem == (
        "https://www.acme.test/: its certificate is not trusted (ERR_CERT_AUTHORITY_INVALID); "
        "renew it, or visit all the same with --insecure"
    )


def test_a_certificate_fault_can_be_overlooked(ports: Ports, engine: str) -> None:
    gathered = visited("https://www.acme.test/", ports, engine, insecure=True)
    assert (gathered.problems, len(gathered.visits[0].hits)) == ([], 1)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        pytest.param(
            "/endless-image", "it had not finished loading after 2 s", id="a page that never finishes loading"
        ),
        pytest.param("/busy", "a script or a request keeps it busy", id="a script that never ends"),
    ],
)
def test_a_page_that_does_not_rest_keeps_its_hits(
    ports: Ports, engine: str, path: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("harness.audit.gather.journey.REST_S", 4.0)
    gathered = visited(f"http://www.acme.test{path}", ports, engine, timeout_s=2)
    (visit,) = gathered.visits
    assert ([hit.phrase for hit in visit.hits], visit.settled) == ([f"page view of {path}"], False)
    assert reason in " ".join(gathered.problems)


def test_a_crash_of_the_tab_is_one_sentence(ports: Ports) -> None:
    gathered = visited("chrome://crash", ports)
    assert gathered.problems == ["chrome://crash: the tab crashed"]


def test_an_alert_box_is_dismissed_and_noted(ports: Ports, engine: str) -> None:
    gathered = visited("http://www.acme.test/alert", ports, engine)
    (visit,) = gathered.visits
    noted = [fault.text for fault in visit.faults if fault.kind == "dialog"]
    assert (gathered.problems, noted[0], len(visit.hits)) == ([], "alert: Hello", 1)


def test_garbage_bytes_become_malformed(ports: Ports, engine: str) -> None:
    (visit,) = visited("http://www.acme.test/garbage", ports, engine).visits
    assert ([hit.phrase for hit in visit.hits], len(visit.malformed)) == (["page view of /garbage"], 1)


def test_a_hit_of_two_megabytes_is_kept(ports: Ports, engine: str) -> None:
    (visit,) = visited("http://www.acme.test/huge", ports, engine).visits
    assert [len(torn.request.body) for torn in visit.malformed] == [2_000_000]


def test_a_page_that_leaves_itself_for_ever_ends(ports: Ports) -> None:
    gathered = visited("http://www.acme.test/gone", ports, timeout_s=2)
    assert len(gathered.visits) == 1


def test_the_sites_own_banner_is_seen(ports: Ports, engine: str) -> None:
    (visit,) = visited("http://www.acme.test/banner", ports, engine).visits
    assert visit.banner == "site's own"


def test_links_that_an_application_takes_are_followed(ports: Ports, engine: str) -> None:
    (visit,) = visited("http://www.acme.test/app", ports, engine).visits
    walked = [change.url.removeprefix("http://www.acme.test") for change in visit.navigations if change.kind == "push"]
    assert (visit.journey, walked) == ("spa-walk", ["/app/one", "/app/two"])


def test_links_that_load_a_document_are_left_alone(ports: Ports, engine: str) -> None:
    (visit,) = visited("http://www.acme.test/plain", ports, engine).visits
    assert (visit.journey, [page.final_url for page in visit.pages]) == (
        "first-visit",
        ["http://www.acme.test/plain"],
    )
