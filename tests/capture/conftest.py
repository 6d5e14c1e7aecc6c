"""A running relay, servers on this machine, and a client that speaks through the relay as a browser does."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from harness import Hubspot, Surroundings, Tap
from harness.capture.engine import Engine
from harness.capture.hosts import HostTable
from harness.capture.lane import ContextLane
from harness.capture.timeline import Timeline
from harness.capture.upstream import Upstream

PATIENCE_S = 20.0


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer; header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Caller:
    """Speaks through a relay by the door of one lane."""

    engine: Engine
    lane: ContextLane
    address: str

    @property
    def relay(self) -> tuple[str, int]:
        """Where the lane's door is."""
        parts = urlsplit(self.address)
        return parts.hostname or "", parts.port or 0

    def ask(self, url: str, method: str = "GET", *, body: bytes = b"", headers: dict[str, str] | None = None) -> Reply:
        """One request, on a connection of its own."""
        parts = urlsplit(url)
        if parts.scheme == "https":
            trust = ssl.create_default_context(cadata=self.engine.authority.certificate_pem.decode())
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(
                *self.relay, timeout=PATIENCE_S, context=trust
            )
            connection.set_tunnel(parts.netloc)
            target = url.partition(parts.netloc)[2] or "/"
        else:
            connection = http.client.HTTPConnection(*self.relay, timeout=PATIENCE_S)
            target = url
        with contextlib.closing(connection):
            connection.request(method, target, body=body or None, headers=headers or {})
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
        return f"CONNECT {host}:{port} HTTP/1.1\r\n\r\n".encode()


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
        server.daemon_threads = True  # A browser may keep a connection beyond the test.
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


@pytest.fixture(scope="session")
def in_loop() -> Iterator[Callable[[Coroutine[Any, Any, Any]], Any]]:
    """Runs a coroutine in a thread: Playwright's sync API keeps an event loop in that of the tests."""
    with ThreadPoolExecutor(1) as thread:
        yield lambda work: thread.submit(asyncio.run, work).result()


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
        return Caller(engine, lane, engine.open(lane))

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
        return Caller(made, lane, made.open(lane))

    yield call
    for made in engines:
        made.stop()


HELPERS = """
const PIXEL = "https://track.hubspot.com/__ptq.gif?k=1&a=4242&v=1.1&cts=1772366400000&n=";
const image = (n) => { new Image().src = PIXEL + n; };
const beacon = (n) => { navigator.sendBeacon(PIXEL + n); };
const keepalive = (n) => { fetch(PIXEL + n, { keepalive: true, mode: "no-cors" }); };
"""
SITE = """
title = "A site for one test"
start = "https://www.acme.test/"

[portal]
portal_id = 4242
cookie_domains = [".acme.test"]

[[host]]
name = "www.acme.test"
root = "."
"""


@dataclass
class Visit:
    """A page of a small site, and what its context tracks."""

    page: Page
    hubspot: Hubspot
    folder: Path

    def write(self, **pages: str) -> None:
        """Write pages by name: the page `index` is the start page."""
        for name, body in pages.items():
            text = f"<!doctype html><meta charset=utf-8><title>{name}</title><script>{HELPERS}</script>{body}"
            (self.folder / f"{name}.html").write_text(text, encoding="utf-8")

    def open(
        self,
        body: str,
        *,
        address: str = "https://www.acme.test/",
        wait_until: Literal["load", "commit"] = "load",
        **pages: str,
    ) -> None:
        """Write the start page, and others by name, and open it."""
        self.write(index=body, **pages)
        self.page.goto(address, wait_until=wait_until)

    @property
    def timeline(self) -> Timeline:
        """Everything captured so far."""
        return self.hubspot.timeline

    @property
    def numbers(self) -> list[str]:
        """The parameter `n` of each hit that was captured, sorted."""
        return sorted(dict(hit.raw)["n"] for hit in self.timeline.hits)

    @property
    def calls(self) -> list[tuple[str, ...]]:
        """The function and arguments of each queue call, as text."""
        return [(call.function, *map(repr, call.arguments)) for call in self.timeline.calls]


@pytest.fixture(scope="session")
def tap() -> Iterator[Tap]:
    """A tap for all tests."""
    with Tap() as made:
        yield made


@dataclass
class Bench:
    """Makes visits in one browser; a visit with nothing of its own takes place in a context that others used before."""

    browser: Browser
    tap: Tap
    folder: Path
    shared: Visit | None = None
    owned: list[BrowserContext] = field(default_factory=list)

    def begin(self, options: dict[str, Any] | None = None, *, own: bool = False, **around: Any) -> Visit:
        """A visit; keyword arguments are those of Surroundings, `options` those of a browser context.

        `own` is for what needs or leaves behind something that others would notice.
        """
        if own or options or around:
            visit = self._new(options or {}, **around)
            self.owned.append(visit.page.context)
            return visit
        self.shared = seen = self.shared or self._new({})
        seen.page.goto("about:blank")
        seen.page.context.clear_cookies()
        with seen.hubspot.window() as after:
            return Visit(seen.page, after, self.folder)

    def clear(self) -> None:
        """Close the contexts that a test had for itself."""
        for context in self.owned:
            context.close()
        self.owned.clear()

    def close(self) -> None:
        """Close the context that tests shared."""
        if self.shared:
            self.shared.page.context.close()

    def _new(self, options: dict[str, Any], **around: Any) -> Visit:
        (self.folder / "site.toml").write_text(SITE)
        surroundings = Surroundings(site=self.folder, **around)
        context = self.browser.new_context(**self.tap.context_args(surroundings), **options)
        hubspot = self.tap.attach(context)
        return Visit(context.new_page(), hubspot, self.folder)


@pytest.fixture(scope="session")
def bench(browser: Browser, tap: Tap, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A bench for all tests of one browser."""
    made = Bench(browser, tap, tmp_path_factory.mktemp("site"))
    yield made
    made.close()


@pytest.fixture
def visit(bench: Bench) -> Iterator[Callable[..., Visit]]:
    """Begins a visit of a small site."""
    yield bench.begin
    bench.clear()
