"""What does not fit a plan, in the words of the field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from harness.capture.timeline import Navigation
from harness.wire.hits import Hit

__all__ = ["STILL_TO_COME", "Fault", "FaultKind"]

FaultKind = Literal[
    "unexpected event",
    "unexpected property",
    "missing required",
    "type mismatch",
    "value not allowed",
    "unexpected portal",
    "unexpected hit",
    "identity rule broken",
    "route not viewed",
    "event not sent",
]

STILL_TO_COME: frozenset[FaultKind] = frozenset({"route not viewed", "event not sent"})
"""What a later hit can mend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that does not fit: `at` is the hit or the visit of a route, if there is one, `line` the plan's."""

    kind: FaultKind
    text: str
    at: Hit | Navigation | None = None
    line: int = 0
