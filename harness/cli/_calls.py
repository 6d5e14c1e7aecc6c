"""The calls of a collector: one line for a person, one line of JSON for a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from harness.api.call import ApiCall
from harness.api.json_text import call_text
from harness.audit.emails import Masker
from harness.cli._output import STDOUT
from harness.errors import UsageError
from harness.wire.words import plain

__all__ = ["call_file", "line_of"]

LONGEST_LINE = 400


@contextmanager
def call_file(path: Path) -> Iterator[Callable[[ApiCall], None]]:
    """Writes calls to a file, each at once, e-mail addresses masked; raises UsageError when it cannot be opened."""
    mask = Masker()
    try:
        if path != STDOUT:
            path.touch(mode=0o600)  # Calls tell of people, and are nobody else's.
        file = click.open_file(str(path), "w", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: the calls cannot be written there ({error.strerror}); name another file") from None

    def add(call: ApiCall) -> None:
        try:
            file.write(mask(call_text(call)) + "\n")
            file.flush()
        except OSError as error:
            click.echo(f"hstrack: {path}: call {call.number} could not be written ({error.strerror})", err=True)

    with file:
        yield add


def line_of(call: ApiCall) -> str:
    """What a person is shown: `POST /events/v3/send, answered with 400: missing-identity, one of ...`."""
    said = [f"{fault.kind}, {fault.text}" for fault in call.faults] or [_counted(call)]
    return plain(f"{call.phrase}: {'; '.join(said)}", LONGEST_LINE)


def _counted(call: ApiCall) -> str:
    from harness.api.hits import hits_of

    return ", ".join(hit.phrase for hit in hits_of(call)) or (call.operation or "nothing counted")
