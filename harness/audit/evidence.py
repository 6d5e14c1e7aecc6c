"""Saved evidence: visits as a versioned JSON file, to be judged again, by newer rules or on another machine.

Each visit has a line of its own, and the file is whole JSON after each, so that an audit that is interrupted keeps what
it had. A hit is saved as the request that it was and decoded anew on loading: a newer decoder reads more from old
evidence. E-mail addresses are masked wherever they stand unless identities are to be shown.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from io import FileIO
from pathlib import Path
from typing import Any, Literal, Self

import msgspec

from harness.audit.emails import Masker
from harness.audit.saved import SavedVisit, plain_visit, visit_of
from harness.audit.schemas import json_schema
from harness.audit.visit import Visit
from harness.errors import EvidenceError

__all__ = [
    "VERSION",
    "EvidenceFile",
    "Loaded",
    "dump_visits",
    "evidence_schema",
    "load_visits",
    "parse_visits",
    "read_evidence",
    "save_visits",
]

VERSION = 2
LARGEST = 2 * 1024**3
"""Bytes of a file that are read; a crawl of two thousand pages has some hundred million."""

END = b"\n]}\n"
NOT_GATHERED = {
    1: ("csp", "document", "elements", "forms", "frameworks", "links", "portal", "redirects", "scripts", "storage"),
}
"""What evidence of older versions does not hold."""

FIX = "give a file that was written by hstrack audit --save or pytest --hubspot-evidence"


class SavedEvidence(msgspec.Struct, frozen=True, kw_only=True):
    """The whole file."""

    format: Literal["hstrack-evidence"] = "hstrack-evidence"
    version: int = VERSION
    masked: bool
    visits: tuple[SavedVisit, ...]


class _Header(msgspec.Struct):
    """What every version of the file has."""

    format: Literal["hstrack-evidence"]
    version: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """The visits of a file, and what is wrong with it: it breaks off, say."""

    visits: tuple[Visit, ...]
    problems: tuple[str, ...] = ()


class EvidenceFile:
    """A file that grows visit by visit, each masked alike; it is there, whole and readable by its owner only, at once.

    Raises EvidenceError where it cannot be written.
    """

    def __init__(self, file: Path, *, show_identities: bool = False) -> None:
        self.file = file
        self._change = _change(show_identities=show_identities)
        self._stream = _written(file, _head(show_identities=show_identities) + END)
        self._empty = True

    def add(self, visit: Visit) -> None:
        """Keep a visit; the file is whole again when this returns, and holds what it held before where it cannot be."""
        line = _line(visit, self._change)
        end = self._stream.seek(-len(END), os.SEEK_END)
        try:
            _put(self._stream, (b"" if self._empty else b",") + line + END)
        except OSError as error:
            with suppress(OSError):
                self._stream.truncate(end)
                self._stream.seek(end)
                _put(self._stream, END)
            raise _unwritable(self.file, error) from None
        self._empty = False

    def close(self) -> None:
        """Nothing more comes."""
        self._stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def dump_visits(visits: Iterable[Visit], *, show_identities: bool = False) -> bytes:
    """The visits as a JSON document; the same address has the same mask throughout the document."""
    change = _change(show_identities=show_identities)
    return _head(show_identities=show_identities) + b",".join(_line(visit, change) for visit in visits) + END


def save_visits(
    file: Path, visits: Iterable[Visit], *, show_identities: bool = False, make_folder: bool = False
) -> None:
    """Write the visits to `file`, whole or not at all, readable by its owner only; EvidenceError when it cannot be."""
    text = dump_visits(visits, show_identities=show_identities)
    try:
        if make_folder:
            file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(file, error) from None
    _written(file, text).close()


def read_evidence(file: Path) -> Loaded:
    """The visits of a saved file, hits decoded anew, also of one that breaks off; EvidenceError for any other file."""
    try:
        with file.open("rb") as stream:
            text = stream.read(LARGEST + 1)
    except OSError as error:
        raise EvidenceError(f"{file}: cannot be read ({error.strerror}); {FIX}") from None
    try:
        loaded = _loaded(text)
    except EvidenceError as error:
        raise EvidenceError(f"{file}: {error}") from None
    return Loaded(loaded.visits, tuple(f"{file}: {problem}" for problem in loaded.problems))


def load_visits(file: Path) -> tuple[Visit, ...]:
    """The visits of a saved file, as far as it goes; EvidenceError for a file that cannot be read."""
    return read_evidence(file).visits


def parse_visits(text: bytes) -> tuple[Visit, ...]:
    """The visits of a JSON document, as far as it goes; EvidenceError says what is wrong with another."""
    return _loaded(text).visits


def evidence_schema() -> dict[str, Any]:
    """The JSON Schema of the file as it is written today."""
    return json_schema(SavedEvidence, "Evidence of hstrack")


def _loaded(text: bytes) -> Loaded:
    if len(text) > LARGEST:
        raise EvidenceError(f"is larger than {LARGEST // 1024**3} GiB; save fewer visits in one file")
    head, _, rest = text.partition(b"\n")
    by_line = head.endswith(b'"visits":[')
    try:
        version = msgspec.json.decode(head + b"]}" if by_line else text, type=_Header).version
        if version not in (*NOT_GATHERED, VERSION):
            known = f"only {VERSION} and older are known"
            raise EvidenceError(f"is evidence of version {version}, but {known}; use a newer hstrack")
        lacks = NOT_GATHERED.get(version, ())
        if by_line:
            return _by_line(rest.split(b"\n"), lacks)
        return Loaded(tuple(_visit(saved, lacks) for saved in msgspec.json.decode(text, type=SavedEvidence).visits))
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise EvidenceError(f"is not evidence of hstrack: {_other_kind(text) or error}") from None


def _other_kind(text: bytes) -> str:
    """What a file is that other options take."""
    if text.startswith(b"PK"):
        return "it is a ZIP; give a trace of Playwright to --trace, a packed HAR to --har"
    is_har = re.match(rb'\s*\{\s*"log"\s*:', text.removeprefix(b"\xef\xbb\xbf"))
    return "it is a HAR; give it to --har" if is_har else ""


def _by_line(lines: list[bytes], lacks: tuple[str, ...]) -> Loaded:
    """A visit from each line; whoever wrote them may have been stopped before the last was whole."""
    decoder = msgspec.json.Decoder(SavedVisit)
    visits: list[Visit] = []
    for number, line in enumerate(lines, 1):
        if line == b"]}":
            return Loaded(tuple(visits))
        try:
            saved = decoder.decode(line.removesuffix(b","))
        except (msgspec.DecodeError, UnicodeDecodeError):
            if number < len(lines):
                raise
            break
        visits.append(_visit(saved, lacks))
    told = "1 visit" if len(visits) == 1 else f"{len(visits)} visits"
    return Loaded(tuple(visits), (f"breaks off after {told}, which whoever wrote it had no time to end",))


def _visit(saved: SavedVisit, lacks: tuple[str, ...]) -> Visit:
    visit = visit_of(saved)
    return replace(visit, lacks=tuple(dict.fromkeys((*visit.lacks, *lacks)))) if lacks else visit


def _change(*, show_identities: bool) -> Callable[[str], str]:
    masker = Masker()
    return _writable if show_identities else lambda text: masker(_writable(text))


def _writable(text: str) -> str:
    """`text` without lone halves of a character, which a page's strings may hold and JSON may not."""
    return text.encode("utf-8", "replace").decode()


def _head(*, show_identities: bool) -> bytes:
    head = {"format": "hstrack-evidence", "version": VERSION, "masked": not show_identities, "visits": []}
    return msgspec.json.encode(head).removesuffix(b"]}")


def _line(visit: Visit, change: Callable[[str], str]) -> bytes:
    return b"\n" + msgspec.json.encode(plain_visit(visit, change))


def _put(stream: FileIO, text: bytes) -> None:
    """Write all of `text`: a disk that is nearly full takes a part of it, and says no to the rest."""
    rest = memoryview(text)
    while rest:
        rest = rest[stream.write(rest) :]


def _written(file: Path, text: bytes) -> FileIO:
    """A file that holds `text` and is open for more; it takes the place of another one when it is written."""
    name = ""
    try:
        # A temporary file has mode 0600 from the start, and a replacement is never seen half written.
        handle, name = tempfile.mkstemp(prefix=f".{file.name[:50]}.", dir=file.parent)
        # Without a buffer, which would keep what the disk has refused, and fail once more on closing.
        stream = FileIO(handle, "wb")
        _put(stream, text)
        Path(name).replace(file)
    except OSError as error:
        if name:
            with suppress(OSError):
                stream.close()
                Path(name).unlink()
        raise _unwritable(file, error) from None
    return stream


def _unwritable(file: Path, error: OSError) -> EvidenceError:
    fix = "make room there, or name a folder that is yours"
    return EvidenceError(f"{file}: evidence cannot be written ({error.strerror}); {fix}")
