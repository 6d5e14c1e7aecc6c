"""A running relay, servers on this machine, and a client that speaks through the relay as a browser does."""

from __future__ import annotations

import base64
import contextlib
import http.client
import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest

from harness.capture.engine import Engine
from harness.capture.hosts import HostTable
from harness.capture.lane import ContextLane
from harness.capture.tunnel import Upstream

PATIENCE_S = 20.0


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer; header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Caller:
    """Speaks through a relay with the credentials of one lane."""

    engine: Engine
    lane: ContextLane

    @property
    def relay(self) -> tuple[str, int]:
        """Where the relay listens."""
        parts = urlsplit(self.engine.address)
        return parts.hostname or "", parts.port or 0

    @property
    def credentials(self) -> str:
        """The value of the header Proxy-Authorization."""
        return "Basic " + base64.b64encode(f"{self.lane.token}:hstrack".encode()).decode()

    def ask(self, url: str, method: str = "GET", *, body: bytes = b"", headers: dict[str, str] | None = None) -> Reply:
        """One request, on a connection of its own."""
        parts = urlsplit(url)
        if parts.scheme == "https":
            trust = ssl.create_default_context(cadata=self.engine.authority.certificate_pem.decode())
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(
                *self.relay, timeout=PATIENCE_S, context=trust
            )
            connection.set_tunnel(parts.netloc, headers={"Proxy-Authorization": self.credentials})
            target, secret = url.partition(parts.netloc)[2] or "/", {}
        else:
            connection = http.client.HTTPConnection(*self.relay, timeout=PATIENCE_S)
            target, secret = url, {"Proxy-Authorization": self.credentials}
        with contextlib.closing(connection):
            connection.request(method, target, body=body or None, headers={**secret, **(headers or {})})
            answer = connection.getresponse()
            return Reply(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())

    @contextlib.contextmanager
    def dial(self) -> Iterator[socket.socket]:
        """A bare connection to the relay."""
        with socket.create_connection(self.relay, timeout=PATIENCE_S) as connection:
            yield connection

    @contextlib.contextmanager
    def tunnel(self, host: str, port: int) -> Iterator[socket.socket]:
        """A tunnel through the relay."""
        with self.dial() as connection:
            connection.sendall(self.connect(host, port))
            granted = read_head(connection)
            assert granted.startswith(b"HTTP/1.1 200 "), granted
            yield connection

    def connect(self, host: str, port: int) -> bytes:
        """The head that asks for a tunnel."""
        return f"CONNECT {host}:{port} HTTP/1.1\r\nProxy-Authorization: {self.credentials}\r\n\r\n".encode()


@dataclass
class Origin:
    """A server on this machine: `answer` is given each connection; `heard` is whatever that keeps."""

    port: int
    heard: list[bytes] = field(default_factory=list)


def read_head(connection: socket.socket) -> bytes:
    """What arrives up to an empty line, or up to the end."""
    received = b""
    while not received.endswith(b"\r\n\r\n") and (byte := connection.recv(1)):
        received += byte
    return received


def read_all(connection: socket.socket) -> bytes:
    """What arrives up to the end."""
    return b"".join(iter(lambda: connection.recv(2**16), b""))


def read_exactly(connection: socket.socket, size: int) -> bytes:
    """So many bytes, or fewer if the connection ends."""
    received = b""
    while len(received) < size and (more := connection.recv(size - len(received))):
        received += more
    return received


@pytest.fixture
def serve() -> Iterator[Callable[[Callable[[socket.socket, Origin], None]], Origin]]:
    """Starts a server that hands each connection to a function, until the test ends."""
    servers: list[socketserver.ThreadingTCPServer] = []

    def start(answer: Callable[[socket.socket, Origin], None]) -> Origin:
        origin = Origin(port=0)

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                self.request.settimeout(PATIENCE_S)
                with contextlib.suppress(OSError):
                    answer(self.request, origin)

        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        origin.port = server.server_address[1]
        threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01), daemon=True).start()
        servers.append(server)
        return origin

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def canary(serve: Callable[..., Origin]) -> Origin:
    """A server that stands where no byte may arrive; it hears the head of every request that does."""

    def note(connection: socket.socket, origin: Origin) -> None:
        origin.heard.append(read_head(connection) or b"a connection")
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")

    return serve(note)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """A relay for the tests of one file."""
    made = Engine()
    made.start()
    yield made
    made.stop()


@pytest.fixture
def caller(engine: Engine) -> Callable[..., Caller]:
    """Makes a lane with this host table and these settings, and a client that speaks for it."""

    def call(table: HostTable | None = None, **settings: Any) -> Caller:
        lane = ContextLane(table=table or HostTable(), **settings)
        engine.lanes[lane.token] = lane
        return Caller(engine, lane)

    return call


@pytest.fixture
def caller_behind() -> Iterator[Callable[[str], Caller]]:
    """The same behind a proxy of the user's own network, whose address is given."""
    engines: list[Engine] = []

    def call(proxy: str) -> Caller:
        made = Engine(Upstream.parse(proxy))
        made.start()
        engines.append(made)
        lane = ContextLane(table=HostTable(live=True))
        made.lanes[lane.token] = lane
        return Caller(made, lane)

    yield call
    for made in engines:
        made.stop()
