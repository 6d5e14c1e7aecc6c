"""Connects to a host, at those of its addresses that may be reached."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
from collections.abc import Sequence
from typing import Any

from harness.capture.reach import Reach

__all__ = ["check", "dial"]

# The next address is tried while the last one has not answered (RFC 8305).
NEXT_S = 0.25


async def dial(far: asyncio.Protocol, host: str, port: int, reach: Reach | None) -> None:
    """Connect `far`, at the address on which the decision was made; raises OSError and KeptOut."""
    loop = asyncio.get_running_loop()
    if reach is None:
        # A name may have several addresses, which are tried in a race; an address has no other, and saves the race.
        delay_s = None if _is_address(host) else NEXT_S
        await loop.create_connection(lambda: far, host, port, happy_eyeballs_delay=delay_s)
        return
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    kept = reach.allowed(host, port, dict.fromkeys(str(place[0]) for *_, place in found))
    connection = await _raced([(family, place) for family, _, _, _, place in found if place[0] in kept])
    await loop.create_connection(lambda: far, sock=connection)


async def check(host: str, port: int, reach: Reach | None) -> None:
    """Raise KeptOut for a host that another proxy resolves, if it is known here to be out of reach."""
    if reach:
        with contextlib.suppress(socket.gaierror):
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
            reach.allowed(host, port, dict.fromkeys(str(place[0]) for *_, place in found))


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


async def _raced(places: Sequence[tuple[int, Any]]) -> socket.socket:
    """A connection to the first address that answers; raises the OSError of the last one."""
    waiting, running, failed = list(places), set[asyncio.Task[socket.socket]](), OSError("it has no address")
    try:
        while waiting or running:
            if waiting:
                running.add(asyncio.create_task(_connected(*waiting.pop(0))))
            limit_s = NEXT_S if waiting else None
            done, running = await asyncio.wait(running, timeout=limit_s, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                if isinstance(error := task.exception(), OSError):
                    failed = error
            if won := [task.result() for task in done if not task.exception()]:
                for late in won[1:]:
                    late.close()
                return won[0]
    finally:
        for task in running:
            task.cancel()
            task.add_done_callback(_close)
    raise failed


def _close(task: asyncio.Task[socket.socket]) -> None:
    """Close what nobody waits for any more."""
    if not task.cancelled() and not task.exception():
        task.result().close()


async def _connected(family: int, place: Any) -> socket.socket:
    connection = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        connection.setblocking(False)
        await asyncio.get_running_loop().sock_connect(connection, place)
    except BaseException:
        connection.close()
        raise
    return connection
