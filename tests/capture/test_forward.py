from __future__ import annotations

import gzip
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from harness.capture.address import AddressBook
from harness.capture.authority import Authority
from harness.capture.forward import Forwarder
from harness.capture.hosts import HostTable
from harness.capture.sources.live import Live
from harness.capture.timeline import PageFault
from harness.capture.upstream import Upstream

if TYPE_CHECKING:
    from tests.capture.conftest import Caller, Origin

Call = Callable[..., "Caller"]
Serve = Callable[..., "Origin"]
PIXEL = "https://track.hubspot.com/__ptq.gif?k=1&a=4242&t=%C3%A9"
SQUEEZED = gzip.compress(b"real", mtime=0)
ANSWER = (
    b"HTTP/1.1 202 Accepted\r\nContent-Type: text/x-real\r\nContent-Encoding: gzip\r\nSet-Cookie: a=1\r\n"
    b"Set-Cookie: b=2\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s" % (len(SQUEEZED), SQUEEZED)
)


def heads(connection: socket.socket) -> bytes:
    received = b""
    while not received.endswith(b"\r\n\r\n") and (byte := connection.recv(1)):
        received += byte
    return received


@pytest.fixture
def hubspot(serve: Serve, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Origin:
    """A server that stands where HubSpot would be, with a certificate that this machine trusts."""
    authority = Authority()
    (tmp_path / "authority.pem").write_bytes(authority.certificate_pem)
    monkeypatch.setenv("SSL_CERT_FILE", os.fspath(tmp_path / "authority.pem"))
    tls = authority.server_context()

    def answer(connection: socket.socket, origin: Origin) -> None:
        with tls.wrap_socket(connection, server_side=True) as secured:
            head = heads(secured)
            length = int((head.lower() + b"content-length: 0\r\n").split(b"content-length: ")[1].split(b"\r\n")[0])
            origin.heard.append(head + secured.recv(length) if length else head)
            secured.sendall(ANSWER)

    return serve(answer)


def moved(origin: Origin) -> HostTable:
    book = AddressBook.parse(connect_to=[f"::127.0.0.1:{origin.port}"])
    return HostTable(live=True, real_scripts=True, addresses=book)


def test_a_hit_is_delivered_where_that_is_wanted(caller: Call, hubspot: Origin) -> None:
    ada = caller(moved(hubspot), deliver=True)
    reply = ada.ask(PIXEL, "POST", body=b"body", headers={"Proxy-Authorization": "Basic secret"})
    assert (reply.status, reply.headers["content-type"], gzip.decompress(reply.body)) == (202, "text/x-real", b"real")
    assert reply.headers["set-cookie"] == "b=2"
    assert len(ada.lane.journal.timeline().hits) == 1
    (sent,) = hubspot.heard
    assert sent.splitlines()[0] == b"POST /__ptq.gif?k=1&a=4242&t=%C3%A9 HTTP/1.1"
    assert (sent.endswith(b"\r\n\r\nbody"), b"secret" in sent, b"Host: track.hubspot.com" in sent.title()) == (
        True,
        False,
        False,
    )


def test_a_hit_that_cannot_be_delivered_is_told_in_the_timeline(caller: Call) -> None:
    nowhere = AddressBook.parse(connect_to=["::127.0.0.1:1"])
    ada = caller(HostTable(addresses=nowhere), deliver=True)
    assert ada.ask(PIXEL).status == 502
    timeline = ada.lane.journal.timeline()
    (fault,) = timeline.of(PageFault)
    assert fault.text.startswith("a hit could not be delivered: track.hubspot.com cannot be reached: ")
    assert (fault.kind, fault.url, len(timeline.hits)) == ("request", PIXEL, 1)


def test_a_form_is_fetched_from_the_real_host_of_a_live_run(caller: Call, hubspot: Origin) -> None:
    ada = caller(moved(hubspot))
    assert ada.ask("https://forms.hsforms.com/embed/v3/form/4242/x").status == 202
    assert ada.ask(PIXEL).status == 200
    assert [head.splitlines()[0] for head in hubspot.heard] == [b"GET /embed/v3/form/4242/x HTTP/1.1"]
    assert len(ada.lane.journal.timeline().hits) == 1


def test_a_certificate_of_another_name_is_told(caller: Call, serve: Serve) -> None:
    tls = Authority().server_context()

    def strange(connection: socket.socket, origin: Origin) -> None:
        tls.wrap_socket(connection, server_side=True).close()

    reply = caller(moved(serve(strange)), source=Live()).ask("https://js.hs-banner.com/v2/4242/banner.js")
    assert reply.status == 502
    assert reply.body.startswith(b"js.hs-banner.com cannot be reached: [SSL: CERTIFICATE_VERIFY_FAILED]")


def test_a_real_host_that_talks_nonsense_is_told(caller: Call, serve: Serve) -> None:
    origin = serve(lambda connection, _: connection.sendall(b"\x00\xff\r\n\r\n"))
    reply = caller(moved(origin), source=Live()).ask("http://js.hs-banner.com/v2/4242/banner.js")
    assert (reply.status, reply.body[:37]) == (502, b"js.hs-banner.com cannot be reached: \x00")


def test_the_proxy_of_the_users_network_is_asked(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Forwarder(Upstream(host="127.0.0.1", port=3128, credentials="YTpi"))
    connection = made._connection(lane_of(), "track.hubspot.com", 443, "https")
    assert (connection.host, connection.port) == ("127.0.0.1", 3128)
    # There is no other way to look; from 3.12 on, Python adds a `Host` of its own to the headers.
    inside = vars(connection)
    told = (inside["_tunnel_host"], inside["_tunnel_headers"]["Proxy-Authorization"])
    assert told == ("track.hubspot.com", "Basic YTpi")


def lane_of() -> object:
    from harness.capture.lane import ContextLane

    return ContextLane(table=HostTable(live=True))
