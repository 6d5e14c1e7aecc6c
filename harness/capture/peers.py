"""Whose process is at the other end of a loopback connection."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["is_own_process"]

LOOPBACK = "0100007F"
LOCAL_ADDRESS, OWNER = 1, 7


def is_own_process(port: int, table: Path = Path("/proc/net/tcp")) -> bool:
    """Whether the client at 127.0.0.1:`port` runs as this user; true where the system does not tell (not Linux).

    Linux lists both ends of a loopback connection; the row whose local address is the client's has its user id.
    """
    try:
        rows = [line.split() for line in table.read_text(encoding="ascii").splitlines()[1:]]
    except OSError:
        return True
    client = f"{LOOPBACK}:{port:04X}"
    owners = [int(row[OWNER]) for row in rows if row[LOCAL_ADDRESS] == client]
    return not owners or os.geteuid() in owners
