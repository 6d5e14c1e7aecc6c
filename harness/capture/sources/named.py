"""A source of tracking code by the name that an option or a marker gives it."""

from __future__ import annotations

from pathlib import Path

from harness.capture.sources.live import Live
from harness.capture.sources.recording import Recording
from harness.capture.sources.replay import Replay
from harness.capture.sources.source import Source
from harness.capture.sources.standin import StandIn
from harness.errors import UsageError
from harness.wire.words import quoted

__all__ = ["source_named"]

REPLAY = "replay:"


def source_named(name: str, root: Path = Path()) -> Source:
    """The source called `standin`, `live` or `replay:FILE`; the file is looked up from `root`, then from here.

    Raises:
        UsageError: the name is none of these.
        EvidenceError: the file is no recording of tracking code.
    """
    if name.startswith(REPLAY) and len(name) > len(REPLAY):
        path = Path(name.removeprefix(REPLAY))
        return Replay(Recording.read(root / path if (root / path).is_file() else path))
    match name:
        case "standin":
            return StandIn()
        case "live":
            return Live()
    raise UsageError(f"there is no tracker {quoted(name)}; take standin, live or replay:FILE")
