"""The calls of a collector: one line for a person, one line of JSON for a file."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import IO, Self

from harness.api.call import ApiCall
from harness.api.json_text import call_text
from harness.audit.emails import Masker
from harness.errors import UsageError
from harness.wire.words import plain

__all__ = ["CallFile", "line_of"]

LONGEST_LINE = 400


class CallFile:
    """A file of one JSON object a line, e-mail addresses masked; raises UsageError when it cannot be written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mask = Masker()
        self._file: IO[str] | None = None

    def add(self, call: ApiCall) -> None:
        """Write one call, at once."""
        if self._file:
            self._file.write(self._mask(call_text(call)) + "\n")
            self._file.flush()

    def __enter__(self) -> Self:
        try:
            self._file = self._path.open("w", encoding="utf-8")
        except OSError as error:
            raise UsageError(
                f"{self._path}: the calls cannot be written there ({error.strerror}); name another file"
            ) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()


def line_of(call: ApiCall) -> str:
    """What a person is shown: `POST /events/v3/send, answered with 400: missing-identity, one of ...`."""
    said = [f"{fault.kind}, {fault.text}" for fault in call.faults] or [_counted(call)]
    return plain(f"{call.phrase}: {'; '.join(said)}", LONGEST_LINE)


def _counted(call: ApiCall) -> str:
    from harness.api.hits import hits_of

    return ", ".join(hit.phrase for hit in hits_of(call)) or (call.operation or "nothing counted")
