"""What goes wrong around the relay harms nobody but who caused it: no hang, no traceback, nothing lost beside it."""

from __future__ import annotations

import asyncio
import resource
import socket
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

import pytest

from harness.capture.address import AddressBook
from harness.capture.hosts import HostTable
from tests.capture.conftest import PATIENCE_S, read_head

if TYPE_CHECKING:
    from tests.capture.conftest import Caller, Origin

Call = Callable[..., "Caller"]
Serve = Callable[..., "Origin"]

PIXEL = "https://track.hubspot.com/__ptq.gif?k=1&a=4242&v=1.1&cts=1772366400000"
HEAD = b"POST http://track.hubspot.com/e HTTP/1.1\r\nHost: track.hubspot.com\r\nContent-Length: 99\r\n\r\n"
CONNECTIONS = 1000
RESET = struct.pack("ii", 1, 0)


def comes_to(ada: Caller, condition: Callable[[], bool]) -> None:
    """Wait until something holds, which the relay's thread brings about."""
    waiting = ada.lane.until(condition, PATIENCE_S)
    asyncio.run_coroutine_threadsafe(waiting, ada.engine._loop).result()
    assert condition()


@pytest.fixture
def many_files() -> Iterator[None]:
    """Room for both ends of many connections in one process."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * CONNECTIONS + 500
    if hard != resource.RLIM_INFINITY and hard < wanted:
        pytest.skip(f"this process may open {hard} files only; raise the limit with ulimit -n {wanted}")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_thousand_connections_to_one_door_hold_nobody_up(caller: Call, many_files: None) -> None:
    ada = caller()
    with ExitStack() as opened:
        for number in range(CONNECTIONS):
            connection = opened.enter_context(ada.dial())
            connection.sendall(b"CONNECT track.hubspot.com:443 HTTP/1.1\r\n"[: number % 40])
        assert ada.ask(PIXEL).status == 200
    assert (ada.ask(PIXEL).status, len(ada.lane.journal.timeline().hits)) == (200, 2)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        pytest.param(20, 0, id="in the head"),
        pytest.param(len(HEAD), 1, id="before the body"),
        pytest.param(len(HEAD) + 50, 1, id="in the body"),
    ],
)
def test_a_connection_that_is_cut_takes_no_other_with_it(
    caller: Call, sent: int, kept: int, capfd: pytest.CaptureFixture[str]
) -> None:
    ada = caller()
    with ada.dial() as connection:
        connection.sendall((HEAD + bytes(99))[:sent])
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    assert ada.ask(PIXEL).status == 200
    comes_to(ada, lambda: (len(ada.lane.journal.timeline()), ada.lane.answering) == (1 + kept, 0))
    assert capfd.readouterr().err == ""


def test_a_server_that_hangs_up_in_the_middle_is_the_pages_own_affair(caller: Call, serve: Serve) -> None:
    def half(connection: socket.socket, _: Origin) -> None:
        read_head(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)

    book = AddressBook.parse(connect_to=[f"www.acme.test::127.0.0.1:{serve(half).port}"])
    ada = caller(HostTable(live=True, addresses=book))
    with ada.dial() as connection:
        connection.sendall(b"GET http://www.acme.test/ HTTP/1.1\r\nHost: www.acme.test\r\n\r\n")
        assert read_head(connection).startswith(b"HTTP/1.1 200 ")
    assert ada.ask(PIXEL).status == 200
    comes_to(ada, lambda: not ada.lane.busy)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of open files; run this test elsewhere")
def test_a_process_that_may_open_no_more_files_goes_on_when_it_may(
    caller: Call, capfd: pytest.CaptureFixture[str]
) -> None:
    ada = caller()
    assert ada.ask(PIXEL).status == 200
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with closing(socket.create_connection(ada.relay)) as waiting:
        with closing(socket.socket()) as last:
            resource.setrlimit(resource.RLIMIT_NOFILE, (last.fileno() + 1, hard))
            try:
                last.connect(ada.relay)
                last.settimeout(0.2)
                with pytest.raises(TimeoutError):
                    last.recv(1)
            finally:
                resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        waiting.close()
    assert (ada.ask(PIXEL).status, capfd.readouterr().err) == (200, "")
