import asyncio
import base64
import socket
from threading import Event

import pytest

from harness.capture.engine import Engine
from harness.capture.hosts import HostTable
from harness.capture.lane import ContextLane
from harness.errors import CaptureError


def test_an_engine_that_never_started_leaves_nothing_behind() -> None:
    assert Engine().address == "http://127.0.0.1:0"


def test_an_engine_may_start_again() -> None:
    engine = Engine()
    engine.start()
    engine.stop()
    engine.start()
    assert engine.address != "http://127.0.0.1:0"
    engine.stop()


def test_a_machine_that_lets_nobody_listen_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(asyncio.BaseEventLoop, "create_server", refuse)
    with pytest.raises(CaptureError, match=r"could not listen on 127.0.0.1: .*Permission denied; allow loopback"):
        Engine().start()


def test_what_waits_ends_when_the_engine_stops() -> None:
    engine = Engine()
    engine.start()
    lane, asked = ContextLane(table=HostTable()), Event()
    engine.lanes[lane.token] = lane
    host, port = engine.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        token = b"Proxy-Authorization: Basic " + base64.b64encode(f"{lane.token}:".encode())
        address = engine.control.expect(lambda: asked.set(), 600).encode()  # type: ignore[func-returns-value]  # None: no
        connection.sendall(b"GET " + address + b" HTTP/1.1\r\nHost: h\r\n" + token + b"\r\n\r\n")
        assert asked.wait(20)
        engine.stop()
        assert connection.recv(1) == b""
