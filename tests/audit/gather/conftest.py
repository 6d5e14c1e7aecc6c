"""A web server on this machine that misbehaves on request."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import trustme

HIT = '<script>new Image().src = "https://track.hubspot.com/__ptq.gif?k=1&a=4242&pu=" + location.href</script>'
BODIES = {
    "/": HIT + "<a href='/app'>App</a>",
    "/leaves": HIT
    + """<a href='/'>Home</a><script>
    const hit = (title) => `https://track.hubspot.com/__ptq.gif?k=1&a=4242&t=${title}&pu=${location.href}&cts=${Date.now()}`;
    const send = (title) => {
      navigator.sendBeacon(hit(title));
      fetch(hit(title) + 1, { mode: "no-cors", keepalive: true }).catch(() => null);
      new Image().src = hit(title) + 2;
    };
    send("here");
    onpagehide = () => send("gone");
    </script>""",
    "/alert": HIT + "<script>alert('Hello'); onbeforeunload = () => 'Stay!'</script>",
    "/busy": HIT + "<script>setTimeout(() => { for (;;); }, 300)</script>",
    "/endless-image": HIT + "<img src='/silent'>",
    "/odd": "<script>new Image().src = 'https://track.hubspot.com/__ptq.gif?k=1&a=%ff%00&pu=%e2%28'</script>"
    + HIT
    + """<script>fetch("https://forms.hscollectedforms.net/collected-forms/submit/form",
    {method: "POST", body: "x".repeat(2_000_000)})</script>
    <div role=dialog aria-label=Cookies>May we?<button>Yes</button></div>""",
    # Whether what it asks for may be reached is up to the relay; that WebRTC and WebTransport go round it, not at all.
    "/prying": HIT
    + """<script>
    const place = "127.0.0.1:" + location.search.slice(1);
    const attempts = ["http://" + place, "http://localhost:" + place.slice(10), "http://2130706433" + place.slice(9)];
    for (const each of attempts) fetch(each, {mode: "no-cors"}).catch(() => {});
    try { new WebTransport("https://" + place).ready.catch(() => {}); } catch { /* there is none */ }
    const call = new RTCPeerConnection({iceServers: [{urls: "stun:" + place}]});
    call.createDataChannel("a");
    call.createOffer().then((offer) => call.setLocalDescription(offer));
    </script>""",
    "/gone": "<script>location.href = '/gone?' + Math.random()</script>" + HIT,
    "/app": HIT
    + """<a href='/app/one'>One</a><a href='/app/two'>Two</a><a href='/sign-out'>Sign out</a><a href='#top'>Top</a>
    <script>document.onclick = (event) => { event.preventDefault(); history.pushState(null, "", event.target.href) }
    </script>""",
}


class Handler(BaseHTTPRequestHandler):
    """Answers what `BODIES` holds, and misbehaves on the other paths."""

    server: Server

    def do_GET(self) -> None:
        """Answer one request."""
        path = self.path.partition("?")[0]
        if path == "/silent":
            self.server.stopped.wait(60)
        elif path == "/loop":
            self._answer(302, location="/loop")
        elif path == "/inside":
            self._answer(302, location=f"http://127.0.0.1:{self.path.partition('?')[2]}/")
        elif path == "/download":
            self._answer(200, b"PK", content_disposition="attachment; filename=a.zip", content_type="application/zip")
        else:
            body = f"<!doctype html><title>Acme</title><link rel=icon href=data:,>{BODIES.get(path, '')}"
            self._answer(200, body.encode(), content_type="text/html; charset=utf-8")

    def _answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server whose silent answers end with it."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.stopped = threading.Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is no error."""


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the server listens, for http and with a certificate that nobody trusts, and where nobody does."""

    http: int
    https: int
    closed: int


@pytest.fixture(scope="session")
def ports() -> Iterator[Ports]:
    """The running servers."""
    plain, secure, closed = Server(), Server(), Server()
    closed.server_close()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("www.acme.test").configure_cert(context)
    secure.socket = context.wrap_socket(secure.socket, server_side=True, do_handshake_on_connect=False)
    for server in (plain, secure):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Ports(plain.server_port, secure.server_port, closed.server_port)
    for server in (plain, secure):
        server.stopped.set()
        server.shutdown()
        server.server_close()
