from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from harness.capture import relay
from harness.capture.address import AddressBook
from harness.capture.engine import Engine
from harness.capture.hosts import HostTable
from harness.capture.lane import ContextLane
from harness.capture.reach import Reach
from harness.capture.relay import Relay
from harness.wire.hits import Malformed, PageView

if TYPE_CHECKING:
    from tests.capture.conftest import Caller, Origin

Call = Callable[..., "Caller"]
PIXEL = "track.hubspot.com/__ptq.gif?k=1&a=4242&v=1.1&cts=1772366400000"


def receive(connection: object) -> bytes:
    return b"".join(iter(lambda: connection.recv(2**16), b""))  # type: ignore[attr-defined]  # a socket


def test_another_user_of_this_machine_is_turned_away(caller: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay, "is_own_process", lambda _client, _door: False)
    with caller().dial() as connection:
        head, body = receive(connection).split(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 403 ")
    assert body == b"this relay serves the user who started it"


def test_a_closed_door_lets_nobody_in(caller: Call) -> None:
    ada, grace = caller(), caller()
    ada.engine.close(ada.lane)
    assert grace.ask("http://hstrack.internal/token").body == grace.lane.token.encode()
    with pytest.raises(ConnectionRefusedError), ada.dial():
        pass


async def knock_and_close(turns: int) -> None:
    """Connect to a door, let the loop turn so often, and close the door."""
    desk, door = Engine(), socket.create_server(("127.0.0.1", 0))
    made, lane = Relay(answer=desk._desk.answer, tls=desk._relay.tls), ContextLane(table=HostTable())
    await made.open(lane, door)
    with socket.create_connection(door.getsockname()):
        for _ in range(turns):
            await asyncio.sleep(0)
        await made.close(lane)
        await made.stop()
        await asyncio.sleep(0)


@pytest.mark.parametrize("turns", range(6))
def test_who_is_let_in_while_the_door_closes_gets_a_connection(
    in_loop: Callable[..., None], monkeypatch: pytest.MonkeyPatch, turns: int
) -> None:
    made: list[relay._Doorway] = []

    class Doorway(relay._Doorway):
        def __init__(self, of: Relay, lane: ContextLane) -> None:
            super().__init__(of, lane)
            made.append(self)

    monkeypatch.setattr(relay, "_Doorway", Doorway)
    in_loop(knock_and_close(turns))
    assert [each for each in made if each.transport is None] == []


def test_a_door_closes_in_a_loop_that_has_no_readers(
    in_loop: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object) -> None:
        raise NotImplementedError

    async def close() -> None:
        monkeypatch.setattr(asyncio.get_running_loop(), "remove_reader", unknown)
        await knock_and_close(4)

    in_loop(close())


def test_a_host_that_is_not_part_of_the_run_is_refused_and_noted(caller: Call) -> None:
    ada = caller()
    with ada.dial() as connection:
        connection.sendall(ada.connect("www.elsewhere.test", 8443))
        answer = receive(connection)
    reason = "this run is hermetic, and the host is neither a site of the run nor allowed"
    assert answer.startswith(b"HTTP/1.1 403 ")
    assert answer.endswith(reason.encode())
    refusals = ada.lane.journal.timeline().refusals
    assert [(refusal.host, refusal.port, refusal.reason) for refusal in refusals] == [
        ("www.elsewhere.test", 8443, reason)
    ]


@pytest.mark.parametrize(
    "garbage",
    [
        pytest.param(b"\x16\x03\x01\x00\xc8\x01\x00\x00\r\n\r\n", id="TLS"),
        pytest.param(b"GET / HTTP/1.1\r\n\r\n", id="a request to a web server"),
        pytest.param(b"\xff\xfe\r\n\r\n", id="noise"),
    ],
)
def test_a_head_that_is_none_is_answered_with_a_sentence(caller: Call, garbage: bytes) -> None:
    with caller().dial() as connection:
        connection.sendall(garbage)
        assert receive(connection).startswith(b"HTTP/1.1 400 ")


def test_a_head_that_never_ends_is_cut(caller: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay, "LONGEST_HEAD", 1000)
    with caller().dial() as connection:
        connection.sendall(b"GET http://www.acme.test/" + b"a" * 1000)
        answer = receive(connection)
    assert answer.startswith(b"HTTP/1.1 431 ")
    assert answer.endswith(b"the request head is longer than 1000 bytes")


def test_a_head_may_come_byte_by_byte(caller: Call) -> None:
    ada = caller()
    head = ada.connect("hstrack.internal", 80)
    with ada.dial() as connection:
        for place in range(len(head)):
            connection.sendall(head[place : place + 1])
        assert connection.recv(2**16) == b"HTTP/1.1 200 Connection established\r\n\r\n"


def test_what_follows_a_tunnels_head_at_once_is_served(caller: Call) -> None:
    ada = caller()
    with ada.dial() as connection:
        early = b"GET /token HTTP/1.1\r\nHost: hstrack.internal\r\nConnection: close\r\n\r\n"
        connection.sendall(ada.connect("hstrack.internal", 80) + early)
        assert receive(connection).endswith(ada.lane.token.encode())


def test_a_client_that_gives_up_leaves_the_relay_running(caller: Call) -> None:
    ada = caller()
    with ada.dial() as connection:
        connection.sendall(b"CONNECT track.hub")
    with ada.tunnel("track.hubspot.com", 443):
        pass
    with ada.tunnel("track.hubspot.com", 443) as connection:
        connection.sendall(b"this is no handshake\r\n\r\n")
        assert receive(connection)[:1] in (b"", b"\x15")  # a TLS alert, or nothing
    assert ada.ask(f"https://{PIXEL}").status == 200


@pytest.mark.parametrize("scheme", ["https", "http"])
def test_a_hit_is_kept_with_its_context(caller: Call, scheme: str) -> None:
    ada = caller()
    reply = ada.ask(f"{scheme}://{PIXEL}", headers={"Referer": "https://www.acme.test/"})
    (hit,) = ada.lane.journal.timeline().hits
    assert (reply.status, reply.headers["content-type"]) == (200, "image/gif")
    assert isinstance(hit, PageView)
    assert hit.request is not None
    assert (hit.request.method, hit.request.url, hit.request.context) == ("GET", f"{scheme}://{PIXEL}", ada.lane.token)
    assert dict(hit.request.headers)["referer"] == "https://www.acme.test/"


def test_contexts_never_share_hits(caller: Call) -> None:
    ada, grace = caller(), caller()
    ada.ask(f"https://{PIXEL}&who=ada")
    grace.ask(f"https://{PIXEL}&who=grace")
    seen = [[dict(hit.raw)["who"] for hit in each.lane.journal.timeline().hits] for each in (ada, grace)]
    assert seen == [["ada"], ["grace"]]


@pytest.mark.parametrize("scheme", ["https", "http"])
def test_a_hit_of_two_megabytes_is_kept_whole(caller: Call, scheme: str) -> None:
    ada = caller()
    url = f"{scheme}://{PIXEL}&t=" + "a" * 2**21
    assert ada.ask(url).status == 200
    (hit,) = ada.lane.journal.timeline().hits
    assert hit.request is not None
    assert hit.request.url == url


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("%ff%fe%00=%zz", id="percent signs that mean nothing"),
        pytest.param("k=1&a=" + "9" * 5000, id="a number without end"),
        pytest.param("", id="nothing"),
    ],
)
def test_garbage_is_kept_as_malformed(caller: Call, query: str) -> None:
    ada = caller()
    ada.ask(f"https://track.hubspot.com/__ptq.gif?{query}")
    (entry,) = ada.lane.journal.timeline()
    assert isinstance(entry, Malformed)
    assert entry.request.url == "https://track.hubspot.com/__ptq.gif" + (f"?{query}" if query else "")


def test_bytes_that_no_address_may_hold_are_kept_as_malformed(caller: Call) -> None:
    ada = caller()
    with ada.tunnel("track.hubspot.com", 80) as connection:
        connection.sendall(b"GET /__ptq.gif?k=1&t=caf\xe9\x01 HTTP/1.1\r\nHost: track.hubspot.com\r\n\r\n")
        assert receive(connection).startswith(b"HTTP/1.1 400 ")
    (entry,) = ada.lane.journal.timeline()
    assert isinstance(entry, Malformed)


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(b"GET /token HTTP/1.1\r\nHost: h\r\n\r\n", id="behind a request that is being answered"),
        pytest.param(b"GET /token HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", id="behind the last request"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", id="WebSocket"),
    ],
)
def test_garbage_behind_a_request_ends_the_connection_without_a_word(
    caller: Call, caplog: pytest.LogCaptureFixture, first: bytes
) -> None:
    with caller().tunnel("hstrack.internal", 80) as connection:
        connection.sendall(first + b"\x00\x01 no request\r\n\r\n")
        receive(connection)
    assert caplog.messages == []


@pytest.mark.parametrize("host", ["a..test", "a" * 64 + ".test"])
@pytest.mark.parametrize("reach", [None, Reach(own=frozenset())], ids=["everything", "what is public"])
def test_a_name_that_no_host_can_have_is_told(
    caller: Call, caplog: pytest.LogCaptureFixture, host: str, reach: Reach | None
) -> None:
    with (ada := caller(HostTable(live=True, reach=reach))).dial() as connection:
        connection.sendall(ada.connect(host, 443))
        head, body = receive(connection).split(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 502 ")
    assert body == f"{host}:443 cannot be reached: it is no name of a host".encode()
    assert caplog.messages == []


def test_nothing_leaves_a_hermetic_run(caller: Call, canary: Origin) -> None:
    book = AddressBook.parse(connect_to=[f"::127.0.0.1:{canary.port}"])
    ada = caller(HostTable(addresses=book))
    with ada.dial() as connection:
        connection.sendall(ada.connect("www.elsewhere.test", 443))
        assert receive(connection).startswith(b"HTTP/1.1 403 ")
    assert ada.ask("http://www.elsewhere.test/").status == 403
    told = [ada.ask(f"https://{PIXEL}"), ada.ask("https://js.hs-scripts.com/4242.js")]
    missing = [ada.ask("https://forms.hsforms.com/embed/v3/form/4242/x"), ada.ask("https://js.hsforms.net/forms/v2.js")]
    assert ([reply.status for reply in told], [reply.status for reply in missing]) == ([200, 200], [404, 404])
    assert canary.heard == []


def test_no_hit_reaches_hubspot_from_a_live_run(caller: Call, canary: Origin) -> None:
    book = AddressBook.parse(connect_to=[f"::127.0.0.1:{canary.port}"])
    ada = caller(HostTable(live=True, real_scripts=True, addresses=book))
    assert [ada.ask(f"{scheme}://{PIXEL}").status for scheme in ("https", "http")] == [200, 200]
    assert canary.heard == []
    assert ada.ask("http://www.elsewhere.test/").body == b"ok"
    assert [head.split(b"\r\n")[0] for head in canary.heard] == [b"GET / HTTP/1.1"]


def test_a_certificate_bears_the_name_that_was_asked_for(caller: Call) -> None:
    ada = caller()
    trust = ssl.create_default_context(cadata=ada.engine.authority.certificate_pem.decode())
    with (
        ada.tunnel("track-eu1.hubspot.com", 443) as connection,
        trust.wrap_socket(connection, server_hostname="track-eu1.hubspot.com") as secured,
    ):
        assert secured.getpeercert()["subjectAltName"] == (("DNS", "track-eu1.hubspot.com"),)
