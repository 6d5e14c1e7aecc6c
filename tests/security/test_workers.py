"""Who may give work to the workers of a fleet: whoever can do so runs code as their user."""

from __future__ import annotations

import socket
import ssl
from urllib.parse import urlsplit

import pytest

from harness.fleet.dask import dask_workers
from tests.fleet.looks import answer

distributed = pytest.importorskip("distributed", reason="needs Dask; install the extra: pip install -e '.[fleet]'")
PATIENCE_S = 30


def told_to_a_stranger(host: str, port: int) -> bytes:
    """The first byte that a scheduler says to somebody without a key."""
    stranger = ssl.create_default_context()
    stranger.check_hostname, stranger.verify_mode = False, ssl.CERT_NONE
    with (
        socket.create_connection((host, port), timeout=PATIENCE_S) as plain,
        stranger.wrap_socket(plain) as wrapped,
    ):
        wrapped.sendall(b"work")
        return wrapped.recv(1)


def test_whoever_has_no_key_of_the_run_is_turned_away() -> None:
    with dask_workers(answer, scheduler=None, workers=0):
        place = urlsplit(distributed.default_client().scheduler.address)
        with pytest.raises((ssl.SSLError, ConnectionError)):
            told_to_a_stranger("127.0.0.1", place.port or 0)

    assert place.hostname == "127.0.0.1"
