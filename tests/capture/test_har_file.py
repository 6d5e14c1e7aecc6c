"""Files of browsers' tools."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from harness.capture import har_file
from harness.capture.har_file import Pack, har_text


def packed(file: Path, **names: str) -> Path:
    with zipfile.ZipFile(file, "w") as pack:
        for name, text in names.items():
            pack.writestr(name.replace("_", "."), text)
    return file


def test_a_har_is_read_with_what_is_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.har").write_bytes(b"\xef\xbb\xbf{}")
    (tmp_path / "a.js").write_bytes(b"let a")
    text, attached = har_text(tmp_path / "a.har")
    assert (text, [attached(name) for name in ("a.js", "gone.js", "../a.har", "..")]) == ("{}", [b"let a", *[None] * 3])


def test_a_packed_har_is_read_with_what_is_packed_with_it(tmp_path: Path) -> None:
    text, attached = har_text(packed(tmp_path / "a.zip", a_js="let a", har_har="{}"))
    assert (text, attached("a.js"), attached("b.js")) == ("{}", b"let a", None)


def test_a_zip_without_a_har_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="the ZIP holds no file that ends in"):
        har_text(packed(tmp_path / "a.zip", a_js="let a"))


def test_a_pack_knows_its_files(tmp_path: Path) -> None:
    pack = Pack(packed(tmp_path / "a.zip", a_js="let a", b_js=""))
    assert (pack.names, pack.read("a.js")) == (("a.js", "b.js"), b"let a")


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06", b"PK\x03\x04nonsense"], ids=["empty", "cut", "torn"])
def test_a_file_that_is_no_zip_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(ValueError, match="the ZIP cannot be read"):
        Pack(tmp_path / "a.zip")


def test_a_packed_file_that_is_torn_is_told(tmp_path: Path) -> None:
    content = packed(tmp_path / "a.zip", a_js="let a").read_bytes()
    (tmp_path / "a.zip").write_bytes(content.replace(b"let a", b"let b"))
    with pytest.raises(ValueError, match=r"a\.js in the ZIP cannot be read \(Bad CRC-32"):
        Pack(tmp_path / "a.zip").read("a.js")


@pytest.mark.parametrize("name", ["a.har", "a.zip"], ids=["plain", "packed"])
def test_a_file_that_is_too_large_is_told(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.har").write_text('{"log": {}}')
    packed(tmp_path / "a.zip", a_har='{"log": {}}')
    monkeypatch.setattr(har_file, "LARGEST", 10)
    with pytest.raises(ValueError, match="it is larger than 0 MiB"):
        har_text(tmp_path / name)
