"""The service over a real socket of this machine: HubSpot's answers, whatever bytes come in."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import pytest

from harness.api.client import CollectorClient
from harness.api.portal import PortalSettings
from harness.api.server import LOOPBACK, ApiServer
from harness.api.store import Store
from harness.errors import CaptureError
from tests.api.asking import CONTACTS, FORM

SEND = "/events/v3/send"
HEADERS = {"content-type": "application/json", "authorization": "Bearer secret"}


@pytest.fixture(scope="module")
def running() -> Iterator[ApiServer]:
    """One server for all claims."""
    with ApiServer(Store()) as server:
        yield server


@pytest.fixture
def server(running: ApiServer) -> ApiServer:
    """The server, with nothing in it."""
    running.store.reset(PortalSettings(portal_id=4242, rate=None))
    return running


def ask(
    server: ApiServer, method: str, path: str, body: bytes | None = None, **headers: str
) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(urlsplit(server.base_url).netloc, timeout=30)
    try:
        connection.request(
            method, path, body, {**HEADERS, **{name.replace("_", "-"): text for name, text in headers.items()}}
        )
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def test_an_event_is_answered_without_a_body(server: ApiServer) -> None:
    answer, body = ask(server, "POST", SEND, b'{"eventName": "pe4242_a", "email": "ada@acme.test"}')

    assert (answer.status, body, answer.getheader("content-type")) == (204, b"", None)


def test_a_legacy_event_is_answered_with_an_empty_picture(server: ApiServer) -> None:
    answer, body = ask(server, "GET", "/v1/event?_a=4242&_n=Bought&email=ada%2Bb%40acme.test")

    assert (answer.status, body, answer.getheader("content-type")) == (200, b"", "image/gif")
    assert server.store.calls[0].counted[0].identity == (("email", "ada+b@acme.test"),)


def test_an_error_is_json_with_the_calls_that_are_left(server: ApiServer) -> None:
    server.store.reset(PortalSettings())

    answer, body = ask(server, "POST", CONTACTS, b"\xff")

    assert answer.getheader("content-type") == "application/json"
    assert answer.getheader("x-hubspot-ratelimit-remaining") == "9"
    assert json.loads(body)["status"] == "error"


def test_a_large_body_is_read_away_and_refused(server: ApiServer) -> None:
    answer, body = ask(server, "POST", SEND, b" " * 2**21)

    assert (answer.status, json.loads(body)["message"]) == (413, "Request entity too large")


def test_nobody_reads_on_for_ever(server: ApiServer) -> None:
    # The connection ends while it is still being written to, so the sender may or may not hear why.
    with suppress(OSError):
        ask(server, "POST", SEND, b" " * 24 * 2**20)

    call = server.store.until(lambda calls: calls[0] if calls else None, timeout_s=10)

    assert call is not None
    assert call.status == 413


def test_a_body_that_breaks_off_is_one_that_cannot_be_read(server: ApiServer) -> None:
    with socket.create_connection((LOOPBACK, int(server.base_url.rpartition(":")[2]))) as raw:
        raw.sendall(
            b"POST /events/v3/send HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
            b'authorization: Bearer x\r\ncontent-length: 90\r\n\r\n{"eventName":'
        )

    call = server.store.until(lambda calls: calls[0] if calls else None, timeout_s=10)

    assert call is not None
    assert [fault.kind for fault in call.faults] == ["unreadable"]


def test_bytes_that_are_no_http_get_an_answer_and_leave_the_service_alive(server: ApiServer) -> None:
    with socket.create_connection((LOOPBACK, int(server.base_url.rpartition(":")[2]))) as raw:
        raw.sendall(b"\x16\x03\x01\x00 hello\r\n\r\n")
        assert raw.recv(100).startswith(b"HTTP/1.1 400")

    assert ask(server, "GET", "/_hstrack/all")[0].status == 200


@pytest.mark.parametrize("host", ["[::", "x y", "", "\xff", "a" * 300])
def test_a_host_that_is_none_makes_no_difference(server: ApiServer, host: str) -> None:
    assert ask(server, "GET", "/_hstrack/all", host=host)[0].status == 200


def test_a_form_may_be_submitted_from_a_page_of_another_host(server: ApiServer) -> None:
    preflight, _ = ask(server, "OPTIONS", FORM, origin="https://www.acme.test")
    answer, _ = ask(server, "POST", FORM, b'{"fields": []}')

    assert preflight.status == 204
    assert preflight.getheader("access-control-allow-methods") == "POST, OPTIONS"
    assert answer.getheader("access-control-allow-origin") == "*"
    assert len(server.store.calls) == 1


def test_the_calls_can_be_looked_at(server: ApiServer) -> None:
    ask(server, "POST", SEND, b'{"eventName": "pe4242_a", "email": "ada@acme.test"}')
    ask(server, "POST", SEND, b'{"eventName": "pe4242_a"}')

    every, good, bad = (json.loads(ask(server, "GET", f"/_hstrack/{name}")[1]) for name in ("all", "good", "bad"))

    assert every == {"calls": [*good["calls"], *bad["calls"]], "left_out": 0}
    assert (good["calls"][0]["good"], bad["calls"][0]["good"]) == (True, False)
    assert bad["calls"][0]["faults"] == [{"kind": "missing-identity", "text": "email, utk, or objectId is required"}]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_reset_forgets_them(server: ApiServer, method: str) -> None:
    ask(server, "GET", "/nowhere")

    assert json.loads(ask(server, method, "/_hstrack/reset")[1]) == {"calls": [], "left_out": 0}
    assert server.store.calls == ()


def test_another_question_is_answered_with_those_that_there_are(server: ApiServer) -> None:
    answer, body = ask(server, "GET", "/_hstrack/some")

    assert (answer.status, json.loads(body)) == (
        404,
        {"error": "nothing is known here; there are /_hstrack/all, /_hstrack/good, /_hstrack/bad, /_hstrack/reset"},
    )


def test_a_client_sees_what_the_store_has(server: ApiServer) -> None:
    ask(server, "POST", SEND, b'{"eventName": "pe4242_a", "email": "ada@acme.test", "properties": {"x": "\\ud800"}}')
    ask(server, "POST", SEND, b"\xff")
    client = CollectorClient(server.base_url + "/")

    assert client.calls == server.store.calls
    assert (client.good, client.bad) == (client.calls[:1], client.calls[1:])
    client.reset()
    assert client.calls == ()


def test_a_client_says_where_it_looked_for_a_collector(server: ApiServer) -> None:
    with pytest.raises(CaptureError, match=r"no collector answers at http://127\.0\.0\.1:1/_hstrack/all \(.*\); start"):
        _ = CollectorClient("http://127.0.0.1:1").calls


def test_a_port_that_is_taken_is_told_in_a_sentence(server: ApiServer) -> None:
    port = int(server.base_url.rpartition(":")[2])

    with pytest.raises(CaptureError, match=f"nothing can listen on 127.0.0.1 port {port} .*; name another port, or 0"):
        ApiServer(Store(), port=port).start()


def test_a_server_that_never_started_is_stopped_all_the_same() -> None:
    server = ApiServer(Store(), port=8765)
    server.stop()

    assert server.base_url == "http://127.0.0.1:8765"
