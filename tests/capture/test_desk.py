"""How the desk writes its answers; what it answers is shown by the tests of collector, scripts and control."""

from __future__ import annotations

import asyncio
import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from weakref import ReferenceType

import pytest
from starlette.responses import PlainTextResponse

from harness.capture.desk import Desk, OneWrite
from harness.capture.hosts import Bridged, HostTable
from harness.capture.lane import ContextLane
from harness.capture.relay import Asked


class Wire(asyncio.Transport):
    """Keeps what was written, and that it was closed."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[bytes] = []

    def write(self, data: Any) -> None:
        self.written.append(bytes(data))

    def close(self) -> None:
        self.written.append(b"closed")

    def is_closing(self) -> bool:
        return b"closed" in self.written


def written(*, closes: bool) -> list[bytes]:
    """What reaches the wire of a head, a body and, a turn of the loop later, another head."""
    wire = Wire()

    async def answer() -> None:
        transport = OneWrite(wire)
        transport.write(b"head ")
        transport.write(b"body")
        if closes:
            transport.close()
        await asyncio.sleep(0)
        transport.write(b"next head")
        await asyncio.sleep(0)

    with ThreadPoolExecutor(1) as apart:
        apart.submit(lambda: asyncio.run(answer())).result()
    return wire.written


def test_head_and_body_are_one_write_and_another_answer_is_another() -> None:
    assert written(closes=False) == [b"head body", b"next head"]


def test_what_was_written_is_sent_before_the_connection_ends() -> None:
    assert written(closes=True)[:2] == [b"head body", b"closed"]


@pytest.mark.parametrize("how", [None, ConnectionResetError()], ids=["ended", "killed"])
def test_a_connection_that_is_gone_keeps_nothing_of_its_context(how: Exception | None) -> None:
    async def answered() -> ReferenceType[asyncio.Protocol]:
        desk, lane = Desk({"control": PlainTextResponse("ok")}), ContextLane(table=HostTable())
        connection = desk.answer(lane, Bridged("control"), Asked("h", 80, 1))
        connection.connection_made(Wire())
        connection.data_received(b"GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        for _ in range(5):
            await asyncio.sleep(0)
        connection.connection_lost(how)
        return weakref.ref(connection)

    async def left() -> asyncio.Protocol | None:
        connection = await answered()
        await asyncio.sleep(0)
        gc.collect()
        return connection()

    with ThreadPoolExecutor(1) as apart:
        assert apart.submit(lambda: asyncio.run(left())).result() is None
