"""Alerts on their way to receivers of this machine."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest

from harness.errors import FleetError, UsageError
from harness.fleet.alert import mail
from harness.fleet.change import Change
from harness.fleet.sending import post, send_mail
from tests.fleet.cases import finding

MAIL = mail(
    "clients",
    [Change(site="www.acme.test", what="new", thing=finding())],
    sender="grace@acme.test",
    to=["ada@acme.test"],
)


class Hook(BaseHTTPRequestHandler):
    """Takes what is posted to /taken and nothing else."""

    heard: ClassVar[list[object]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.heard.append(json.loads(body))
        self.send_response(200 if self.path == "/taken" else 403)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


class Post(socketserver.StreamRequestHandler):
    """A mail server that knows the least that there is to know (RFC 5321), and offers a login without TLS."""

    heard: ClassVar[list[str]] = []

    def handle(self) -> None:
        self.wfile.write(b"220 acme.test\r\n")
        for line in self.rfile:
            word = line[:4].upper().strip()
            self.heard.append(line.decode().strip())
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                self.heard.append(self._mail())
            answers = {b"EHLO": b"250-acme.test\r\n250 AUTH PLAIN\r\n", b"QUIT": b"221 bye\r\n"}
            self.wfile.write(answers.get(word, b"250 fine\r\n"))

    def _mail(self) -> str:
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(lines).decode()


@contextmanager
def served(server: socketserver.TCPServer) -> Iterator[str]:
    """Host and port of a server that answers meanwhile."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def hook() -> Iterator[str]:
    with served(HTTPServer(("127.0.0.1", 0), Hook)) as place:
        yield f"http://{place}"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with served(socketserver.TCPServer(("127.0.0.1", 0), Post)) as place:
        yield place


def test_a_webhook_gets_the_payload(hook: str) -> None:
    post(f"{hook}/taken", {"text": "hello"})

    assert Hook.heard[-1] == {"text": "hello"}


def test_a_webhook_that_refuses_is_told_without_its_secret(hook: str) -> None:
    with pytest.raises(FleetError) as caught:
        post(f"{hook}/T0/secret", {"text": "hello"})

    assert str(caught.value) == "the webhook at 127.0.0.1 did not take the alert (status 403); it is told the next time"


def test_a_webhook_that_is_away_is_told() -> None:
    with pytest.raises(FleetError, match=r"the webhook at 127\.0\.0\.1 did not take the alert \(.*refused.*\)"):
        post("http://127.0.0.1:9/", {"text": "hello"})


@pytest.mark.parametrize("url", [pytest.param("file:///etc/passwd", id="a file"), pytest.param("https:", id="no host")])
def test_a_webhook_that_is_none_is_told(url: str) -> None:
    with pytest.raises(UsageError, match="--webhook wants an address that begins with https://"):
        post(url, {})


def test_a_mail_server_gets_the_mail(server: str) -> None:
    send_mail(f"smtp://{server}", MAIL)

    assert "Subject: HubSpot tracking of clients: 1 regression on 1 site\r\n" in "".join(Post.heard)
    # The verbs are in capitals or not, by the version of Python.
    assert [line.lower() for line in Post.heard if line.lower().startswith(("mail", "rcpt"))] == [
        "mail from:<grace@acme.test>",
        "rcpt to:<ada@acme.test>",
    ]


def test_a_password_is_not_sent_in_the_clear(server: str) -> None:
    with pytest.raises(FleetError, match=r"the mail server 127\.0\.0\.1 did not take the alert \(SMTP AUTH"):
        send_mail(f"smtp://ada:secret@{server}", MAIL)

    assert not [line for line in Post.heard if line.startswith("AUTH")]


@pytest.mark.parametrize(
    "url", [pytest.param("smtp://127.0.0.1:9", id="plain"), pytest.param("smtps://127.0.0.1:9", id="over TLS")]
)
def test_a_mail_server_that_is_away_is_told(url: str) -> None:
    with pytest.raises(FleetError, match=r"the mail server 127\.0\.0\.1 did not take the alert"):
        send_mail(url, MAIL)


def test_a_mail_server_that_is_none_is_told() -> None:
    with pytest.raises(UsageError, match="--smtp wants smtp://host:port or smtps://host:port"):
        send_mail("mail.acme.test", MAIL)
