"""How the desk writes its answers; what it answers is shown by the tests of collector, scripts and control."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from harness.capture.desk import OneWrite


class Wire(asyncio.Transport):
    """Keeps what was written, and that it was closed."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[bytes] = []

    def write(self, data: Any) -> None:
        self.written.append(bytes(data))

    def close(self) -> None:
        self.written.append(b"closed")


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
