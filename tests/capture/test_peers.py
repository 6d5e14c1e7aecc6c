import os
import socket
from pathlib import Path

import pytest

from harness.capture.peers import is_own_process

HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
ROW = "   {row}: {local} 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  {owner}        0 4711 1\n"


def table(folder: Path, *rows: tuple[str, int]) -> Path:
    file = folder / "tcp"
    text = "".join(ROW.format(row=row, local=local, owner=owner) for row, (local, owner) in enumerate(rows))
    file.write_text(HEAD + text, encoding="ascii")
    return file


@pytest.mark.parametrize(
    ("owner", "own"), [pytest.param(1000, True, id="this user"), pytest.param(1001, False, id="another user")]
)
def test_the_owner_of_the_far_end_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: int, own: bool) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    rows = table(tmp_path, ("0100007F:1F90", 1000 if owner == 1001 else 1001), ("0100007F:C001", owner))
    assert is_own_process(0xC001, rows) is own


def test_a_system_that_does_not_tell_is_trusted(tmp_path: Path) -> None:
    assert is_own_process(0xC001, tmp_path / "absent")


def test_a_connection_that_is_gone_already_is_nobody_elses(tmp_path: Path) -> None:
    assert is_own_process(0xC001, table(tmp_path))


def test_a_connection_of_this_process_is_its_own() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door, socket.create_connection(door.getsockname()) as client:
        assert is_own_process(client.getsockname()[1])
