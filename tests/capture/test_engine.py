import socket
from threading import Event

import pytest

from harness import Tap
from harness.capture import engine as engines
from harness.capture.engine import Engine
from harness.capture.hosts import HostTable
from harness.capture.lane import ContextLane
from harness.errors import CaptureError


def test_an_engine_may_start_again() -> None:
    engine, addresses = Engine(), []
    engine.start()
    addresses.append(engine.open(ContextLane(table=HostTable())))
    engine.stop()
    engine.start()
    addresses.append(engine.open(ContextLane(table=HostTable())))
    engine.stop()
    assert [address.startswith("http://127.0.0.1:") for address in addresses] == [True, True]


def test_a_door_is_open_to_this_machine_only() -> None:
    with engines._listener(Engine().address) as door:
        assert door.getsockname()[0] == "127.0.0.1"


def test_a_machine_that_lets_nobody_listen_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    started = Engine()
    started.start()
    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(CaptureError, match=r"could not listen on 127.0.0.1: .*Permission denied; allow loopback"):
        started.open(ContextLane(table=HostTable()))
    started.stop()


def test_what_waits_ends_when_the_engine_stops() -> None:
    engine = Engine()
    engine.start()
    lane, asked = ContextLane(table=HostTable()), Event()
    host, port = engine.open(lane).removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        address = engine.control.expect(lambda: asked.set(), 600).encode()  # type: ignore[func-returns-value]  # None: no
        connection.sendall(b"GET " + address + b" HTTP/1.1\r\nHost: h\r\n\r\n")
        assert asked.wait(20)
        engine.stop()
        assert connection.recv(1) == b""


def test_a_browser_that_trusts_one_tap_trusts_all_of_the_process() -> None:
    assert Tap().chromium_args == Tap().chromium_args


def test_small_answers_leave_at_once() -> None:
    engine = Engine()
    engine.start()
    host, port = engine.open(ContextLane(table=HostTable())).removeprefix("http://").split(":")
    asked = Event()
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        address = engine.control.expect(lambda: asked.set(), 600).encode()  # type: ignore[func-returns-value]  # None: no
        connection.sendall(b"GET " + address + b" HTTP/1.1\r\nHost: h\r\n\r\n")
        assert asked.wait(20)
        (transport,) = engine._relay.transports
        assert transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        engine.stop()
