"""What no test should leave behind unless it says so: malformed hits, script errors, hits of a foreign portal."""

from __future__ import annotations

from dataclasses import dataclass

from harness.capture.timeline import Timeline
from harness.expect.phrases import count
from harness.expect.trace import FOUND, trace
from harness.wire.hits import Hit, Malformed, ScriptError

__all__ = ["ALLOWABLE", "Problem", "strictness"]

ALLOWABLE = {
    "malformed": "malformed hit",
    "script-error": "script error report",
    "foreign-portal": "hit of a foreign portal",
}
"""The names by which a marker allows a problem, and what each is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that fails a test although no expectation spoke of it; `name` is what a marker allows."""

    name: str
    text: str
    entries: tuple[Hit | Malformed, ...]


def strictness(
    timeline: Timeline, allowed: frozenset[str] = frozenset(), portal_id: int | None = None
) -> list[Problem]:
    """The problems of a timeline, in the order of `ALLOWABLE`; without a portal id no portal is foreign."""
    suspects: dict[str, tuple[Hit | Malformed, ...]] = {
        "malformed": timeline.malformed,
        "script-error": timeline.of(ScriptError),
        "foreign-portal": tuple(hit for hit in timeline.hits if portal_id and hit.portal_id not in (None, portal_id)),
    }
    return [
        Problem(name=name, text=_text(name, entries, timeline), entries=entries)
        for name, entries in suspects.items()
        if entries and name not in allowed
    ]


def _text(name: str, entries: tuple[Hit | Malformed, ...], timeline: Timeline) -> str:
    return (
        f"{count(len(entries), ALLOWABLE[name])}{_portals(entries) if name == 'foreign-portal' else ''}\n\n"
        f"{trace(timeline, [(FOUND, entry) for entry in entries])}\n\n"
        f'If this is on purpose, allow it by name: @pytest.mark.hubspot(allow="{name}")'
    )


def _portals(entries: tuple[Hit | Malformed, ...]) -> str:
    ids = dict.fromkeys(str(entry.portal_id) for entry in entries if isinstance(entry, Hit))
    return f": {', '.join(ids)}"
