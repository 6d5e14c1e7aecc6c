"""A source of tracking code by the name that an option or a marker gives it."""

from __future__ import annotations

from pathlib import Path

from harness.capture.sources.source import Source
from harness.errors import UsageError
from harness.wire.words import quoted

__all__ = ["located", "source_named"]

REPLAY = "replay:"


def located(name: str, root: Path) -> str:
    """The name with its file as it is found from `root`, if it is there; otherwise as it is."""
    path = root / name.removeprefix(REPLAY)
    return f"{REPLAY}{path}" if name.startswith(REPLAY) and path.is_file() else name


def source_named(name: str) -> Source:
    """The source called `standin`, `live` or `replay:FILE`.

    Raises:
        UsageError: the name is none of these.
        EvidenceError: the file is no recording of tracking code.
    """
    # Each only where it is wanted: pytest asks for a source at every start.
    if name.startswith(REPLAY) and len(name) > len(REPLAY):
        from harness.capture.sources.recording import Recording
        from harness.capture.sources.replay import Replay

        return Replay(Recording.read(Path(name.removeprefix(REPLAY))))
    if name == "live":
        from harness.capture.sources.live import Live

        return Live()
    if name == "standin":
        from harness.capture.sources.standin import StandIn

        return StandIn()
    raise UsageError(f"there is no tracker {quoted(name)}; take standin, live or replay:FILE")
