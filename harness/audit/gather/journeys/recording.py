"""The journey recording."""

from __future__ import annotations

import importlib.util
import inspect
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from harness.audit.gather.playing import play
from harness.audit.gather.target import Target
from harness.audit.gather.visitor import Visitor
from harness.audit.recording import Recording, read_recording
from harness.errors import EvidenceError, PageError, UsageError
from harness.wire.words import plain

if TYPE_CHECKING:
    from playwright.async_api import Page

__all__ = ["journey", "recording_of", "script_of"]

Script = Callable[["Page"], Awaitable[object]]


async def journey(visitor: Visitor, target: Target) -> None:
    """Do what was recorded: in Chrome's DevTools (JSON), or as `async def journey(page)` in a Python file."""
    file = target.wishes.recording
    if file is None:
        raise UsageError("the journey recording wants a file; name it with --recording")
    if file.suffix != ".py":
        await play(visitor, recording_of(file))
        return
    script = script_of(file)
    await visitor.open(target.url)
    try:
        await script(visitor.page)
    except Exception as error:  # it is the user's own code
        line = next(
            (frame.lineno for frame in traceback.extract_tb(error.__traceback__)[::-1] if frame.filename == str(file)),
            0,
        )
        told = plain(str(error).strip().partition("\n")[0], 200)
        raise PageError(f"{file}:{line}: {type(error).__name__}: {told}; what was sent before is judged") from None
    visitor.page = visitor.context.pages[-1] if visitor.context.pages else visitor.page
    await visitor.moved()


def recording_of(file: Path) -> Recording:
    """The recording in a JSON file; EvidenceError names the file and what is wrong with it."""
    try:
        return read_recording(file.read_bytes())
    except OSError as error:
        raise EvidenceError(f"{file}: cannot be read ({error.strerror}); name a recording that is there") from None
    except EvidenceError as error:
        raise EvidenceError(f"{file}: {error}") from None


def script_of(file: Path) -> Script:
    """The function `journey` of a Python file; UsageError for a file that cannot be loaded or has none."""
    spec = importlib.util.spec_from_file_location(file.stem, file)
    module = importlib.util.module_from_spec(spec) if spec else None
    if spec is None or spec.loader is None or module is None:
        raise UsageError(f"{file}: is not a Python file; --recording takes a .py file or a JSON export")
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise UsageError(f"{file}: cannot be loaded: {type(error).__name__}: {error}") from error
    script = getattr(module, "journey", None)
    if not inspect.iscoroutinefunction(script):
        raise UsageError(f"{file}: has no 'async def journey(page)'; write one that drives Playwright's async page")
    return script
