"""What no test should leave behind unless it says so: malformed hits, script errors, hits that contradict the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from harness.capture.causes import Causes
from harness.capture.timeline import Entry, PageFault, QueueCall, Timeline
from harness.expect.consistency import Check, Disagreement, Scene, checks, scene_of
from harness.expect.origins import origin_of
from harness.expect.phrases import call_phrase, count
from harness.expect.trace import FOUND, trace
from harness.wire.endpoints import portal_of_loader
from harness.wire.hits import Hit, ScriptError

__all__ = ["ALLOWABLE", "Problem", "not_recorded", "strictness"]

LEFT_BEHIND = {
    "malformed": "malformed hit",
    "script-error": "script error report",
    "foreign-portal": "hit of a foreign portal",
    "not-recorded": "unrecorded script",
}
ALLOWABLE = {**LEFT_BEHIND, **{check.name: f"{check.noun} that {check.claim}" for check in checks()}}
"""The names by which a marker allows a problem, and what each is."""

MOST_TOLD = 5
"""Hits of one problem that are told in full."""


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
    left = [
        Problem(name=name, text=_text(name, _left(name, entries), entries, timeline), entries=entries)
        for name, entries in suspects.items()
        if entries and name not in allowed
    ]
    return left + _inconsistencies(timeline, allowed)


def _inconsistencies(timeline: Timeline, allowed: frozenset[str]) -> list[Problem]:
    wanted, problems = [check for check in checks() if check.name not in allowed], []
    scene = scene_of(timeline) if wanted else Scene()
    for check in wanted:
        if found := list(check.find(scene)):
            entries = tuple({id(each.entry): each.entry for each in found}.values())
            opening = _disagreements(check, found, entries, timeline.causes)
            problems.append(
                Problem(name=check.name, text=_text(check.name, opening, entries, timeline), entries=entries)
            )
    return problems


def not_recorded(timeline: Timeline) -> tuple[PageFault, ...]:
    """What pages asked of a recording that lacks it, each with the sentence that says so."""
    return tuple(fault for fault in timeline.of(PageFault) if fault.kind == "recording")


def _text(name: str, opening: str, entries: tuple[Entry, ...], timeline: Timeline) -> str:
    return (
        f"{opening}\n\n"
        f"{trace(timeline, [(FOUND, entry) for entry in entries])}\n\n"
        f'If this is on purpose, allow it by name: @pytest.mark.hubspot(allow="{name}")'
    )


def _left(name: str, entries: tuple[Entry, ...]) -> str:
    more = _portals(entries) if name == "foreign-portal" else _sentence(entries)
    return f"{count(len(entries), LEFT_BEHIND[name])}{more}"


def _disagreements(
    check: Check, found: Sequence[Disagreement], entries: Sequence[Hit | QueueCall], causes: Causes
) -> str:
    """How many there are, and what is said of each: `1 hit disagreed with the address bar` ..."""
    paragraphs = [f"{count(len(entries), check.noun)} {check.claim}"]
    for entry in entries[:MOST_TOLD]:
        phrase = call_phrase(entry) if isinstance(entry, QueueCall) else entry.phrase
        origin = origin_of(entry, causes)
        heading = f"{phrase}  ({origin})" if origin else phrase
        paragraphs.append("\n".join([heading, *(f"  {each.sentence}" for each in found if each.entry is entry)]))
    more = len(entries) - MOST_TOLD
    return "\n\n".join([*paragraphs, *([f"… and {more} more"] if more > 0 else [])])


def _portals(entries: tuple[Entry, ...]) -> str:
    ids = dict.fromkeys(str(entry.portal_id) for entry in entries if isinstance(entry, Hit))
    return f": {', '.join(ids)}"


def _sentence(entries: tuple[Entry, ...]) -> str:
    return next((f": {entry.text}" for entry in entries if isinstance(entry, PageFault)), "")
