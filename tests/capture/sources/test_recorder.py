"""Recording a portal's code: what is kept, what is not, and what is told when it is not there."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import BrowserContext

from harness import expect
from harness.capture.address import AddressBook
from harness.capture.hosts import HostTable
from harness.capture.sources.recorder import Recorder, without_visitor
from harness.errors import PageError
from harness.tracker.config import PortalConfig
from harness.wire.har import Answer
from tests.capture.conftest import read_head
from tests.capture.sources.conftest import ANALYTICS, BANNER, LOADER, Recorded, portals_scripts, script
from tests.portal_server import SCRIPT, PortalServer

if TYPE_CHECKING:
    from tests.capture.conftest import Caller, Origin, Visit

Call = Callable[..., "Caller"]
TOKEN = "0123456789abcdef0123456789abcdef"
TRACKER = (script(LOADER, "loader"), script(ANALYTICS, "analytics"))


def moved(hubspot: PortalServer) -> AddressBook:
    return AddressBook.parse(connect_to=[hubspot.connect_to])


@pytest.mark.parametrize("packed", [False, True], ids=["as asked", "compressed all the same"])
def test_an_answer_is_passed_on_and_kept_without_cookies(
    packed: bool, caller: Call, hubspot_host: PortalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = gzip.compress(b"loader") if packed else b"loader"
    hubspot_host.answers["js.hs-scripts.com/4242.js"] = (200, SCRIPT, text)
    recorder = Recorder()
    ada = caller(HostTable(addresses=moved(hubspot_host)), source=recorder)

    reply = ada.ask(f"{LOADER}?v=3&utk={TOKEN}", headers={"cookie": "hubspotutk=secret", "accept-encoding": "gzip"})

    (kept,) = recorder.answers
    assert (reply.body, kept.body) == (text, b"loader")
    assert (kept.url, kept.headers) == (f"{LOADER}?v=3", (("content-type", SCRIPT),))


def test_nothing_but_questions_goes_to_hubspot(caller: Call, hubspot_host: PortalServer) -> None:
    recorder = Recorder()
    ada = caller(HostTable(addresses=moved(hubspot_host)), source=recorder)
    asked = [(LOADER, "POST"), (LOADER, "OPTIONS"), ("https://track.hubspot.com/__ptq.gif?k=1&a=4242", "GET")]

    assert [ada.ask(url, method).status for url, method in asked] == [204, 204, 200]
    assert (hubspot_host.heard, recorder.answers) == ([], [])
    assert len(ada.lane.journal.timeline().hits) == 1


def test_a_coding_that_was_not_asked_for_is_not_kept(caller: Call, serve: Callable[..., Origin]) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 2\r\nConnection: close\r\n\r\nxx"
    origin = serve(lambda connection, _: connection.sendall(head))
    recorder = Recorder()
    book = AddressBook.parse(connect_to=[f"::127.0.0.1:{origin.port}"])

    assert caller(HostTable(addresses=book), source=recorder).ask(LOADER.replace("https", "http")).body == b"xx"
    assert recorder.answers == []


def test_a_host_that_cannot_be_reached_is_remembered(caller: Call) -> None:
    recorder = Recorder()
    book = AddressBook.parse(connect_to=["::127.0.0.1:1"])

    assert caller(HostTable(addresses=book), source=recorder).ask(LOADER).status == 502
    assert str(recorder.failure(4242)).startswith("js.hs-scripts.com cannot be reached: ")
    assert (recorder.failure(7), recorder.answers) == (None, [])


def test_the_proxy_of_the_users_network_is_asked(
    caller_behind: Callable[[str], Caller], serve: Callable[..., Origin], hubspot_host: PortalServer
) -> None:
    def proxy(connection: socket.socket, origin: Origin) -> None:
        origin.heard.append(read_head(connection))
        connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with hubspot_host.tls.wrap_socket(connection, server_side=True) as secured:
            read_head(secured)
            secured.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nloader")

    origin = serve(proxy)
    ada = caller_behind(f"http://127.0.0.1:{origin.port}")
    recorder = ada.lane.source = Recorder()

    assert ada.ask(LOADER).body == b"loader"
    assert [answer.body for answer in recorder.answers] == [b"loader"]
    assert [head.split()[:2] for head in origin.heard] == [[b"CONNECT", b"js.hs-scripts.com:443"]]


def test_a_page_is_recorded_while_its_hits_are_caught(visit: Callable[..., Visit], hubspot_host: PortalServer) -> None:
    recorder = Recorder()
    ada = visit(tracker=recorder, addresses=moved(hubspot_host))

    ada.open("<script async src=//js.hs-scripts.com/4242.js></script>")
    expect(ada.hubspot.page_view("/")).to_be_sent(times=1)

    assert hubspot_host.hits == []
    recorded = recorder.recorded(4242)
    assert sorted(answer.body for answer in recorded) == sorted(answer.body for answer in portals_scripts())


def test_other_tools_read_the_recording(recorded: Recorded, context: BrowserContext) -> None:
    context.route_from_har(recorded(), not_found="abort")
    page = context.new_page()

    answer = page.goto(BANNER)

    assert answer is not None
    assert answer.body() == portals_scripts()[2].body


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        pytest.param(f"{LOADER}?v=3#top", f"{LOADER}?v=3", id="a version"),
        pytest.param(f"{LOADER}?utk=1&v=3&HUTK=2", f"{LOADER}?v=3", id="parameters for a usertoken"),
        pytest.param(f"{LOADER}?x={TOKEN}", LOADER, id="a usertoken under another name"),
        pytest.param(f"{LOADER}?x=1.{TOKEN}.3", LOADER, id="a cookie"),
        pytest.param(f"{LOADER}?%5F%5Fhsfp=7", LOADER, id="an encoded name"),
        pytest.param(f"{LOADER}?email=ada%40acme.test", LOADER, id="an address"),
    ],
)
def test_an_address_is_kept_without_its_visitor(url: str, kept: str) -> None:
    assert without_visitor(url) == kept


def recorder_of(*answers: Answer, unreached: dict[str, str] | None = None) -> Recorder:
    return Recorder(answers=list(answers), unreached=unreached or {})


def test_a_recording_is_described_by_its_portal() -> None:
    assert Recorder().phrase(PortalConfig(portal_id=7)) == "recording of portal 7"


def test_a_whole_recording_is_handed_over() -> None:
    banner = script(BANNER, "not found", status=404)
    assert recorder_of(*TRACKER, banner).recorded(4242) == (*TRACKER, banner)


def test_what_a_page_loads_twice_is_recorded_once() -> None:
    assert recorder_of(*TRACKER, *TRACKER).recorded(4242) == TRACKER


def test_an_answer_that_repeats_a_usertoken_is_left_out() -> None:
    about = script("https://js.hs-banner.com/v2/config.json", f'{{"utk": "{TOKEN}"}}')
    assert recorder_of(*TRACKER, about).recorded(4242, {TOKEN}) == TRACKER


@pytest.mark.parametrize(
    ("recorder", "sentence"),
    [
        pytest.param(
            recorder_of(unreached={LOADER: "js.hs-scripts.com cannot be reached: no route"}),
            "js.hs-scripts.com cannot be reached: no route; check the network, or name its proxy with --upstream-proxy",
            id="no network",
        ),
        pytest.param(
            recorder_of(script("https://js.hsforms.net/a.js", "x")),
            "the page asked for no tracking code of portal 4242; "
            "check the portal id, and whether the page has HubSpot's tracking code",
            id="a page without the code",
        ),
        pytest.param(
            recorder_of(script("https://js.hs-scripts.com/7.js", "x"), script("https://js.hs-scripts.com/8.js", "x")),
            "the page asked for no tracking code of portal 4242, only of portal 7 and 8; "
            "check the portal id, and whether the page has HubSpot's tracking code",
            id="a page of other portals",
        ),
        pytest.param(
            recorder_of(script(LOADER, "not found", status=404)),
            "https://js.hs-scripts.com/4242.js was answered with 404: HubSpot has no such tracking code; "
            "check the portal id, and take the hublet from the address of your loader",
            id="an unknown portal",
        ),
        pytest.param(
            recorder_of(Answer(url=LOADER, headers=(("content-type", "text/html"),), body=b"<h1>Log in")),
            "https://js.hs-scripts.com/4242.js was answered with text/html of 10 bytes and not with a script; "
            "see whether something on the way to HubSpot answers in its place",
            id="a page in place of the script",
        ),
        pytest.param(
            recorder_of(Answer(url=LOADER)),
            "https://js.hs-scripts.com/4242.js was answered with no type of 0 bytes and not with a script; "
            "see whether something on the way to HubSpot answers in its place",
            id="nothing in place of the script",
        ),
        pytest.param(
            recorder_of(TRACKER[0]),
            "portal 4242 was asked for its loader only, which brought no analytics script",
            id="a loader alone",
        ),
    ],
)
def test_what_is_no_recording_is_told(recorder: Recorder, sentence: str) -> None:
    with pytest.raises(PageError) as caught:
        recorder.recorded(4242)
    assert str(caught.value) == sentence
