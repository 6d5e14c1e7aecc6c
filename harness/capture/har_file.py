"""Files of browsers' tools: a HAR with the bodies beside it, a ZIP of either Playwright's HAR or its trace."""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from harness.wire.har_parts import Attached

__all__ = ["LARGEST", "Pack", "har_text"]

LARGEST = 1024**3
"""Bytes that are read of one file; what is longer is refused."""

NAME = re.compile(r"[\w-][\w.-]*")
BROKEN = (OSError, KeyError, EOFError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error, lzma.LZMAError)


class Pack:
    """The files in a ZIP; ValueError when it is none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with zipfile.ZipFile(path) as packed:
                self.names = tuple(packed.namelist())
        except BROKEN as error:
            raise ValueError(f"the ZIP cannot be read ({error})") from None

    def read(self, name: str) -> bytes:
        """What one file holds; ValueError when it cannot be had."""
        try:
            with zipfile.ZipFile(self.path) as packed, packed.open(name) as file:
                return _whole(file.read(LARGEST + 1))
        except BROKEN as error:
            raise ValueError(f"{name} in the ZIP cannot be read ({error})") from None


def har_text(path: Path) -> tuple[str, Attached]:
    """The text of a HAR, or of Playwright's ZIP of one, and what reads the bodies that are kept beside it.

    OSError when it cannot be read, ValueError when there is no HAR in it.
    """
    if not zipfile.is_zipfile(path):
        with path.open("rb") as file:
            return _text(_whole(file.read(LARGEST + 1))), _attached(lambda name: (path.parent / name).read_bytes())
    pack = Pack(path)
    name = next((name for name in pack.names if name.endswith(".har")), None)
    if name is None:
        raise ValueError("the ZIP holds no file that ends in .har")
    return _text(pack.read(name)), _attached(pack.read)


def _attached(read: Callable[[str], bytes]) -> Attached:
    """Reads a file of the HAR's own folder, and none of anywhere else."""

    def read_one(name: str) -> bytes | None:
        try:
            return read(name) if NAME.fullmatch(name) else None
        except (OSError, ValueError):
            return None

    return read_one


def _text(content: bytes) -> str:
    return content.decode("utf-8-sig", "replace")


def _whole(content: bytes) -> bytes:
    if len(content) > LARGEST:
        raise ValueError(f"it is larger than {LARGEST // 1024**2} MiB")
    return content
