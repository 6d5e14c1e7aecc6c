"""What the benchmarks stand on: a browser, a plain server beside the relay, a canary where HubSpot would be."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import socket
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from multiprocessing.connection import Connection

import uvicorn
from playwright.async_api import Browser, async_playwright
from starlette.types import ASGIApp

from harness.capture.authority import Authority
from harness.stage.browsers import find_browser, launch_options
from harness.stage.places import Engine

__all__ = ["Canary", "bare_server", "launched", "markdown_table", "print_table", "server_apart"]

KEEP_ALIVE_S = 3600


@contextlib.asynccontextmanager
async def launched(engine: Engine) -> AsyncIterator[Browser]:
    """A browser of this machine."""
    async with async_playwright() as playwright:
        browser = await getattr(playwright, engine).launch(**launch_options(find_browser(engine)))
        yield browser
        await browser.close()


@contextlib.contextmanager
def bare_server(app: ASGIApp) -> Iterator[str]:
    """An HTTPS server on loopback, in a thread, with no relay before it; yields its origin."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=512)
    server = _server(app)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])), daemon=True)
    thread.start()
    try:
        yield f"https://localhost:{listener.getsockname()[1]}"
    finally:
        server.should_exit = server.force_exit = True
        thread.join()


@contextlib.contextmanager
def server_apart(app: ASGIApp) -> Iterator[str]:
    """The same in a process of its own, as a site has one; `app` is a function of a module."""
    spawn = multiprocessing.get_context("spawn")
    told, tell = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_serve_apart, args=(app, tell), daemon=True)
    process.start()
    # Where the other end is nobody's, a process that dies is heard of.
    tell.close()
    try:
        yield f"https://localhost:{told.recv()}"
    finally:
        process.kill()
        process.join()


def _serve_apart(app: ASGIApp, tell: Connection) -> None:
    listener = socket.create_server(("127.0.0.1", 0), backlog=512)
    tell.send(listener.getsockname()[1])
    asyncio.run(_server(app).serve(sockets=[listener]))


def _server(app: ASGIApp) -> uvicorn.Server:
    config = uvicorn.Config(app, lifespan="off", log_config=None, timeout_keep_alive=KEEP_ALIVE_S, http="h11")
    config.load()
    config.ssl = Authority().server_context()
    return uvicorn.Server(config)


class Canary:
    """Accepts connections where HubSpot would be and counts them; each one is a leak."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port = self._listener.getsockname()[1]
        self.connections = 0
        threading.Thread(target=self._count, daemon=True).start()

    def lookup(self, host: str, port: int) -> tuple[str, int]:  # noqa: ARG002 - every name leads here
        """The address of whatever a page wants to reach."""
        return "127.0.0.1", self.port

    def close(self) -> None:
        """Stop counting."""
        self._listener.close()

    def _count(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self.connections += 1
                connection.close()


def print_table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table with aligned columns."""
    cells = [tuple(map(str, row)) for row in (head, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def markdown_table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """The same for a page of docs."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)
