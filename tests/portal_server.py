"""HubSpot in small, on this machine: its script hosts with a portal's code, its tracking hosts with a count.

What it serves as the portal's own code is the stand-in's, so that a test may compare all sources of tracking code.
"""

from __future__ import annotations

import gzip
import os
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import cast

import pytest

from harness.capture.authority import Authority
from harness.tracker.config import PortalConfig
from harness.tracker.render import Scripts, render
from harness.wire.endpoints import host_role

SCRIPT = "application/javascript; charset=utf-8"
PORTAL = PortalConfig(portal_id=4242, cookie_domains=(".acme.test",), collected_forms=True)


@dataclass
class PortalServer:
    """Where it listens, and what it was asked for: `host/path?query`, without the scheme.

    `tls` has a certificate for any name. `answers` go before the portal's own scripts: (status, content type, body) by
    host and path.
    """

    portal: PortalConfig
    port: int
    tls: ssl.SSLContext
    heard: list[str] = field(default_factory=list)
    answers: dict[str, tuple[int, str, bytes]] = field(default_factory=dict)

    @property
    def connect_to(self) -> str:
        """The value of `--connect-to` that puts it in the place of every host."""
        return f"::127.0.0.1:{self.port}"

    @property
    def hits(self) -> list[str]:
        """The addresses of the requests to tracking hosts, without their query."""
        return [place.partition("?")[0] for place in self.heard if host_role(place.partition("/")[0]) == "track"]

    @property
    def hosts(self) -> list[str]:
        """The hosts that were asked, sorted, each once."""
        return sorted({place.partition("/")[0] for place in self.heard})

    def answer(self, host: str, path: str) -> tuple[int, str, bytes]:
        """Status, content type and body."""
        if own := self.answers.get(f"{host}{path}"):
            return own
        scripts: Scripts = render(self.portal)
        by_address = {
            f"js.hs-scripts.com/{self.portal.portal_id}.js": scripts.loader,
            f"js.hs-banner.com/v2/{self.portal.portal_id}/banner.js": scripts.banner,
            "js.hscollectedforms.net/collectedforms.js": scripts.forms,
        }
        if host == "js.hs-analytics.net" and path.endswith(f"/{self.portal.portal_id}.js"):
            return 200, SCRIPT, scripts.analytics.encode()
        text = by_address.get(f"{host}{path}")
        return (200, SCRIPT, text.encode()) if text else (404, "text/plain", b"no such portal")


class Handler(BaseHTTPRequestHandler):
    """Answers one request, compressed where the browser takes that, and with a cookie."""

    def do_GET(self) -> None:
        """Answer for whatever host was asked."""
        served = cast("Server", self.server).portal_server
        host, path = self.headers["host"], self.path.partition("?")[0]
        served.heard.append(f"{host}{self.path}")
        status, kind, body = served.answer(host, path)
        packed = "gzip" in self.headers.get("accept-encoding", "")
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("set-cookie", "__cf_bm=secret-cookie; Secure; HttpOnly")
        if packed:
            body = gzip.compress(body, mtime=0)
            self.send_header("content-encoding", "gzip")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        """Answer a hit that is delivered as a beacon, say."""
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A TLS server under any name."""

    daemon_threads = True
    portal_server: PortalServer

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is no error."""


@pytest.fixture
def hubspot_host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PortalServer]:
    """A server whose certificates this process and its children trust."""
    authority = Authority()
    (tmp_path / "authority.pem").write_bytes(authority.certificate_pem)
    monkeypatch.setenv("SSL_CERT_FILE", os.fspath(tmp_path / "authority.pem"))
    server = Server(("127.0.0.1", 0), Handler)
    tls = authority.server_context()
    # Each connection shakes hands in its own thread: an idle one must not keep the others waiting.
    server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.portal_server = PortalServer(PORTAL, server.server_port, tls)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.portal_server
    server.shutdown()
    server.server_close()
    thread.join()
