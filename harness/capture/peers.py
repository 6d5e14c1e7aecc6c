"""Whose process is at the other end of a loopback connection."""

from __future__ import annotations

import os
import socket
import struct

__all__ = ["is_own_process", "owner_of"]

# Linux's sock_diag: a request names one connection, the answer its owner (linux/inet_diag.h). Reading /proc/net/tcp
# for it takes milliseconds a connection where many are open.
SOCK_DIAG, BY_FAMILY, REQUEST = 4, 20, 1
HEAD = struct.Struct("=IHHII")
QUESTION = struct.Struct("=BBBBI")
PORTS = struct.Struct("!HH")
REST = struct.Struct("=III")
ANY = 0xFFFFFFFF
LOOPBACK = bytes([127, 0, 0, 1]) + bytes(12)
OWNER_AT = HEAD.size + 4 + PORTS.size + 2 * len(LOOPBACK) + REST.size + 12
UID = struct.Struct("=I")
LONGEST_ANSWER = 4096


def is_own_process(client_port: int, door_port: int) -> bool:
    """Whether the client of a connection within 127.0.0.1 runs as this user; true where the system does not tell."""
    owner = owner_of(client_port, door_port)
    return owner is None or owner == os.geteuid()


def owner_of(client_port: int, door_port: int) -> int | None:
    """The user id of a client's end of a connection; None when it is gone already, and on other systems than Linux."""
    try:
        with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, SOCK_DIAG) as kernel:
            kernel.send(_question(client_port, door_port))
            answer = kernel.recv(LONGEST_ANSWER)
    except (OSError, AttributeError):
        return None
    told = len(answer) >= OWNER_AT + UID.size and HEAD.unpack_from(answer)[1] == BY_FAMILY
    return int(UID.unpack_from(answer, OWNER_AT)[0]) if told else None


def _question(client_port: int, door_port: int) -> bytes:
    connection = PORTS.pack(client_port, door_port) + LOOPBACK + LOOPBACK + REST.pack(0, ANY, ANY)
    question = QUESTION.pack(socket.AF_INET, socket.IPPROTO_TCP, 0, 0, ANY) + connection
    return HEAD.pack(HEAD.size + len(question), BY_FAMILY, REQUEST, 1, 0) + question
