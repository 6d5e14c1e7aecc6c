"""What no test should leave behind unless it says so: malformed hits, script errors, foreign portals, no tracker."""

from __future__ import annotations

from dataclasses import dataclass

from harness.capture.timeline import Entry, PageFault, Timeline
from harness.expect.phrases import count
from harness.expect.trace import FOUND, trace
from harness.wire.endpoints import portal_of_loader
from harness.wire.hits import Hit, ScriptError

__all__ = ["ALLOWABLE", "Problem", "not_recorded", "strictness"]

ALLOWABLE = {
    "malformed": "malformed hit",
    "script-error": "script error report",
    "foreign-portal": "hit of a foreign portal",
    "not-recorded": "unrecorded script",
}
"""The names by which a marker allows a problem, and what each is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that fails a test although no expectation spoke of it; `name` is what a marker allows."""

    name: str
    text: str
    entries: tuple[Entry, ...]


def strictness(
    timeline: Timeline, allowed: frozenset[str] = frozenset(), portal_id: int | None = None
) -> list[Problem]:
    """The problems of a timeline, in the order of `ALLOWABLE`; without a portal id no portal is foreign."""
    suspects: dict[str, tuple[Entry, ...]] = {
        "malformed": timeline.malformed,
        "script-error": timeline.of(ScriptError),
        "foreign-portal": tuple(hit for hit in timeline.hits if portal_id and hit.portal_id not in (None, portal_id)),
        # Without the loader or the tracker itself nothing is sent, and every negative expectation would hold.
        "not-recorded": tuple(fault for fault in not_recorded(timeline) if portal_of_loader(fault.url)),
    }
    return [
        Problem(name=name, text=_text(name, entries, timeline), entries=entries)
        for name, entries in suspects.items()
        if entries and name not in allowed
    ]


def not_recorded(timeline: Timeline) -> tuple[PageFault, ...]:
    """What pages asked of a recording that lacks it, each with the sentence that says so."""
    return tuple(fault for fault in timeline.of(PageFault) if fault.kind == "recording")


def _text(name: str, entries: tuple[Entry, ...], timeline: Timeline) -> str:
    return (
        f"{count(len(entries), ALLOWABLE[name])}"
        f"{_portals(entries) if name == 'foreign-portal' else _sentence(entries)}\n\n"
        f"{trace(timeline, [(FOUND, entry) for entry in entries])}\n\n"
        f'If this is on purpose, allow it by name: @pytest.mark.hubspot(allow="{name}")'
    )


def _portals(entries: tuple[Entry, ...]) -> str:
    ids = dict.fromkeys(str(entry.portal_id) for entry in entries if isinstance(entry, Hit))
    return f": {', '.join(ids)}"


def _sentence(entries: tuple[Entry, ...]) -> str:
    return next((f": {entry.text}" for entry in entries if isinstance(entry, PageFault)), "")
