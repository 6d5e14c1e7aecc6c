"""Where the visits of an audit go: to whoever judges them, and into a file of evidence where one is wanted."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from harness.cli._output import STDOUT
from harness.errors import EvidenceError

if TYPE_CHECKING:
    from harness.audit.evidence import EvidenceFile
    from harness.audit.visit import Visit

__all__ = ["Saving"]


class Saving:
    """Keeps each visit as soon as it is over, so that an audit that is killed leaves what it had.

    EvidenceError when the file cannot be begun; when it cannot go on (a full disk), the audit goes on without it, and
    `problems` says so.
    """

    def __init__(self, file: Path | None, judge: Callable[[Visit], object], *, show_identities: bool) -> None:
        self.problems: list[str] = []
        self._judge = judge
        self._folder = TemporaryDirectory() if file == STDOUT else None
        place = Path(self._folder.name, "evidence") if self._folder else file
        self._file = _begun(place, show_identities=show_identities) if place else None

    def keep(self, visit: Visit) -> None:
        """Keep a visit; may be called from another thread."""
        if self._file:
            try:
                self._file.add(visit)
            except EvidenceError as error:
                self.problems.append(str(error))
                self.end()
        self._judge(visit)

    def end(self) -> None:
        """Nothing more comes; evidence for standard output, where nothing can be taken back, is printed now."""
        if self._file:
            with suppress(OSError):  # What a network disk says now is too late for anybody.
                self._file.close()
            if self._folder:
                click.echo(self._file.file.read_bytes(), nl=False)
                self._folder.cleanup()
            self._file = None


def _begun(file: Path, *, show_identities: bool) -> EvidenceFile:
    from harness.audit.evidence import EvidenceFile

    return EvidenceFile(file, show_identities=show_identities)
