from __future__ import annotations

import base64
import hashlib
import socket
from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING

import pytest

from harness.capture import tunnel
from harness.capture.address import AddressBook
from harness.capture.hosts import HostTable
from harness.capture.tunnel import Tunnel

if TYPE_CHECKING:
    from tests.capture.conftest import Caller, Origin

Call = Callable[..., "Caller"]
Serve = Callable[..., "Origin"]
LARGE = 50 * 2**20
BLOCK = bytes(range(256)) * 256
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nKeep-Alive: timeout=5\r\nConnection: keep-alive\r\n\r\nok"


def head_of(connection: socket.socket) -> bytes:
    received = b""
    while not received.endswith(b"\r\n\r\n") and (byte := connection.recv(1)):
        received += byte
    return received


def all_of(connection: socket.socket) -> bytes:
    return b"".join(iter(lambda: connection.recv(2**16), b""))


def exactly(connection: socket.socket, size: int) -> bytes:
    received = b""
    while len(received) < size and (more := connection.recv(size - len(received))):
        received += more
    return received


def answer_ok(connection: socket.socket, origin: Origin) -> None:
    origin.heard.append(head_of(connection))
    connection.sendall(OK)
    connection.recv(1)  # Stays open, as a server that does not heed 'Connection: close'.


def live(**moved: int) -> HostTable:
    """A live run in which names are moved to ports of this machine; `a_test=80` moves a.test."""
    moves = [f"{name.replace('_', '.')}::127.0.0.1:{port}" for name, port in moved.items()]
    return HostTable(live=True, addresses=AddressBook.parse(connect_to=moves))


def test_a_plain_request_reaches_its_host_in_origin_form_and_alone(caller: Call, serve: Serve) -> None:
    origin = serve(answer_ok)
    ada = caller(live(www_acme_test=origin.port))
    reply = ada.ask("http://www.acme.test/a%20b?c=d", headers={"Proxy-Connection": "keep-alive", "X-Note": "1"})
    assert (reply.status, reply.body, reply.headers) == (200, b"ok", {"connection": "close", "content-length": "2"})
    assert origin.heard == [
        b"GET /a%20b?c=d HTTP/1.1\r\nHost: www.acme.test\r\nAccept-Encoding: identity\r\nX-Note: 1\r\n"
        b"Connection: close\r\n\r\n"
    ]


def test_a_plain_body_passes(caller: Call, serve: Serve) -> None:
    def echo(connection: socket.socket, origin: Origin) -> None:
        head_of(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + exactly(connection, 100_000))

    body = BLOCK[:50_000] * 2
    assert caller(live(a_test=serve(echo).port)).ask("http://a.test/", "POST", body=body).body == body


def test_interim_answers_pass_before_the_answer(caller: Call, serve: Serve) -> None:
    def hint(connection: socket.socket, origin: Origin) -> None:
        head_of(connection)
        connection.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + OK)

    ada = caller(live(a_test=serve(hint).port))
    with ada.dial() as connection:
        connection.sendall(b"GET http://a.test/ HTTP/1.1\r\nProxy-Authorization: Basic YWRhOng=\r\n\r\n")
        answer = all_of(connection)
    assert answer == (
        b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"
    )


def test_an_answer_in_pieces_passes(caller: Call, serve: Serve) -> None:
    def stutter(connection: socket.socket, origin: Origin) -> None:
        head_of(connection)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for place in range(len(OK)):
            connection.sendall(OK[place : place + 1])

    assert caller(live(a_test=serve(stutter).port)).ask("http://a.test/").body == b"ok"


def test_a_host_that_cannot_be_reached_is_told(caller: Call) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    ada = caller(live(www_acme_test=port))
    with ada.dial() as connection:
        connection.sendall(ada.connect("www.acme.test", 443))
        head, body = all_of(connection).split(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 502 ")
    assert body.startswith(b"www.acme.test:443 cannot be reached: ")
    assert ada.ask("http://www.acme.test/").status == 502


def test_a_host_that_does_not_answer_in_time_is_told(
    caller: Call, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(*_: object, **__: object) -> None:
        raise TimeoutError

    monkeypatch.setattr(tunnel, "_connect", never)
    reply = caller(live()).ask("http://www.acme.test/")
    assert (reply.status, reply.body) == (502, b"www.acme.test:80 cannot be reached: it did not answer in 20 s")


def test_a_large_download_passes_byte_for_byte(caller: Call, serve: Serve) -> None:
    def send(connection: socket.socket, origin: Origin) -> None:
        head_of(connection)
        for _ in range(LARGE // len(BLOCK)):
            connection.sendall(BLOCK)

    expected, received, size = hashlib.sha256(BLOCK * (LARGE // len(BLOCK))), hashlib.sha256(), 0
    with caller(live(a_test=serve(send).port)).tunnel("a.test", 443) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n\r\n")
        for part in iter(lambda: connection.recv(2**18), b""):
            received.update(part)
            size += len(part)
    assert (size, received.hexdigest()) == (LARGE, expected.hexdigest())


def test_a_sender_is_held_back_while_the_receiver_does_not_read(caller: Call, serve: Serve) -> None:
    stuck = Event()

    def flood(connection: socket.socket, origin: Origin) -> None:
        connection.settimeout(0.3)
        try:
            for _ in range(LARGE // len(BLOCK)):
                connection.sendall(BLOCK)
                origin.heard.append(b"sent")
        finally:
            stuck.set()

    origin = serve(flood)
    with caller(live(a_test=origin.port)).tunnel("a.test", 443):
        assert stuck.wait(20)
    assert len(origin.heard) * len(BLOCK) < LARGE // 2


def test_a_websocket_passes(caller: Call, serve: Serve) -> None:
    def greet(connection: socket.socket, origin: Origin) -> None:
        key = head_of(connection).split(b"Sec-WebSocket-Key: ")[1].split(b"\r\n")[0]
        accept = base64.b64encode(hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())  # noqa: S324 - RFC 6455
        connection.sendall(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n"
        )
        _, length = exactly(connection, 2)
        mask = exactly(connection, 4)
        words = bytes(byte ^ mask[place % 4] for place, byte in enumerate(exactly(connection, length & 0x7F)))
        connection.sendall(bytes([0x81, len(words)]) + words)
        all_of(connection)

    with caller(live(a_test=serve(greet).port)).tunnel("a.test", 80) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
        assert b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n" in head_of(connection)
        connection.sendall(bytes([0x81, 0x83, 0, 0, 0, 0]) + b"Ada")
        assert exactly(connection, 5) == b"\x81\x03Ada"


def test_one_direction_may_end_before_the_other(caller: Call, serve: Serve) -> None:
    def answer_at_the_end(connection: socket.socket, origin: Origin) -> None:
        connection.sendall(all_of(connection)[::-1])

    ada = caller(live(a_test=serve(answer_at_the_end).port))
    with ada.tunnel("a.test", 443) as connection:
        connection.sendall(b"Ada")
        connection.shutdown(socket.SHUT_WR)
        assert all_of(connection) == b"adA"
    assert ada.lane.tunnels == set()


def test_a_server_may_speak_first_and_hang_up(caller: Call, serve: Serve) -> None:
    origin = serve(lambda connection, _: connection.sendall(b"hello"))
    with caller(live(a_test=origin.port)).tunnel("a.test", 25) as connection:
        assert all_of(connection) == b"hello"


def test_a_client_that_hangs_up_ends_the_servers_side(caller: Call, serve: Serve) -> None:
    gone = Event()

    def wait(connection: socket.socket, origin: Origin) -> None:
        connection.sendall(b"hello")
        origin.heard.append(all_of(connection))
        gone.set()

    origin = serve(wait)
    with caller(live(a_test=origin.port)).tunnel("a.test", 443) as connection:
        assert exactly(connection, 5) == b"hello"
        connection.sendall(b"GET / HT")
    assert gone.wait(20)
    assert origin.heard == [b"GET / HT"]


def test_a_tunnel_owes_an_answer_from_the_question_on() -> None:
    changes: list[str] = []
    made = Tunnel("a.test", lambda: changes.append("changed"))
    made.asked(48)
    small_talk = made.awaits_answer
    made.asked(49)
    asked = made.awaits_answer
    made.answered()
    assert (small_talk, asked, made.awaits_answer, made.waited_s, changes) == (
        False,
        True,
        False,
        float("inf"),
        ["changed"],
    )


class TestUpstream:
    """The proxy of the user's own network."""

    @pytest.fixture
    def proxy(self, serve: Serve) -> Origin:
        """A proxy that leads every tunnel to the same place, and answers plain requests itself."""

        def lead(connection: socket.socket, origin: Origin) -> None:
            origin.heard.append(head_of(connection))
            plain = not origin.heard[-1].startswith(b"CONNECT ")
            connection.sendall(OK if plain else b"HTTP/1.1 200 Granted\r\nVia: 1.1 proxy\r\n\r\nhello")
            connection.sendall(b"" if plain else connection.recv(2**16).upper())

        return serve(lead)

    def test_tunnels_go_through_it_with_its_credentials(self, proxy: Origin, caller_behind: Call) -> None:
        ada = caller_behind(f"http://ada:s%40cret@127.0.0.1:{proxy.port}")
        with ada.tunnel("www.acme.test", 443) as connection:
            connection.sendall(b"ada")
            assert all_of(connection) == b"helloADA"
        secret = base64.b64encode(b"ada:s@cret").decode()
        assert proxy.heard == [
            f"CONNECT www.acme.test:443 HTTP/1.1\r\nHost: www.acme.test:443\r\n"
            f"Proxy-Authorization: Basic {secret}\r\n\r\n".encode()
        ]

    def test_plain_requests_go_to_it_in_its_own_form(self, proxy: Origin, caller_behind: Call) -> None:
        ada = caller_behind(f"127.0.0.1:{proxy.port}")
        assert ada.ask("http://www.acme.test/a?b").body == b"ok"
        assert proxy.heard == [
            b"GET http://www.acme.test:80/a?b HTTP/1.1\r\nHost: www.acme.test\r\nAccept-Encoding: identity\r\n"
            b"Connection: close\r\n\r\n"
        ]

    @pytest.mark.parametrize(
        ("answer", "told"),
        [
            pytest.param(b"HTTP/1.1 403 No\r\n\r\n", b"the upstream proxy answered 'HTTP/1.1 403 No'", id="it refuses"),
            pytest.param(b"HTTP/1.1 407 200\r\n\r\n", b"the upstream proxy answered 'HTTP/1.1 407 200'", id="it asks"),
            pytest.param(b"HTTP/1.1", b"the upstream proxy closed the connection", id="it hangs up"),
            pytest.param(b"", b"the upstream proxy closed the connection", id="it hangs up at once"),
        ],
    )
    def test_what_it_does_not_grant_is_told(
        self, serve: Serve, caller_behind: Call, answer: bytes, told: bytes
    ) -> None:
        def refuse(connection: socket.socket, origin: Origin) -> None:
            head_of(connection)
            connection.sendall(answer)

        ada = caller_behind(f"127.0.0.1:{serve(refuse).port}")
        with ada.dial() as connection:
            connection.sendall(ada.connect("www.acme.test", 443))
            head, body = all_of(connection).split(b"\r\n\r\n")
        assert (head[:13], body) == (b"HTTP/1.1 502 ", b"www.acme.test:443 cannot be reached: " + told)

    def test_names_that_are_excepted_are_reached_without_it(
        self, proxy: Origin, caller_behind: Call, serve: Serve, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        origin = serve(answer_ok)
        assert caller_behind(f"127.0.0.1:{proxy.port}").ask(f"http://127.0.0.1:{origin.port}/").body == b"ok"
        assert proxy.heard == []
