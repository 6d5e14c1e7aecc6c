import os
import socket
import sys

import pytest

from harness.capture import peers
from harness.capture.peers import is_own_process, owner_of

NOBODY = 65534


@pytest.mark.parametrize(
    ("owner", "own"),
    [
        pytest.param(1000, True, id="this user"),
        pytest.param(1001, False, id="another user"),
        pytest.param(None, True, id="not told"),
    ],
)
def test_the_owner_of_the_far_end_tells(monkeypatch: pytest.MonkeyPatch, owner: int | None, own: bool) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(peers, "owner_of", lambda _client, _door: owner)
    assert is_own_process(49153, 8080) is own


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the owner; run this test there")
def test_a_connection_of_this_process_is_its_own() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door, socket.create_connection(door.getsockname()) as client:
        assert owner_of(client.getsockname()[1], door.getsockname()[1]) == os.geteuid()


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root can act as another user; run this test as root"
)
def test_a_connection_of_another_user_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        os.seteuid(NOBODY)
        try:
            client = socket.create_connection(door.getsockname())
        finally:
            os.seteuid(0)
        with client:
            assert owner_of(client.getsockname()[1], door.getsockname()[1]) == NOBODY


def test_a_connection_that_is_gone_has_no_owner() -> None:
    assert owner_of(1, 2) is None


def test_a_system_without_this_question_has_no_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(socket, "AF_NETLINK", raising=False)
    assert owner_of(1, 2) is None
