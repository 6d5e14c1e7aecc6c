"""A plan drafted from what was seen: every line says on how many hits it rests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from harness.capture.timeline import Timeline
from harness.plan.places import Places
from harness.plan.seen import SeenEvent, SeenProperty, seen_events
from harness.plan.yaml_text import flow_list, scalar
from harness.wire.hits import CustomEvent, LegacyEvent

__all__ = ["draft_plan"]

MOST_EVENTS, MOST_PROPERTIES, LONGEST_NAME = 100, 50, 100
"""What a draft holds; whoever sends more has chosen names that are values."""


def draft_plan(timelines: Sequence[Timeline]) -> str:
    """The text of a plan that the visits match, but for events without a name and more names than a plan can hold."""
    hits = sum(len(timeline.hits) for timeline in timelines)
    events = seen_events(timelines, CustomEvent)
    sections = (
        _portal(timelines),
        ["events:", *_events(events)] if events else ["events: {}  # none was sent"],
        _section("legacy_events:", _events(seen_events(timelines, LegacyEvent))),
        _routes(Places(timelines)),
        _identity(Places(timelines)),
    )
    heading = f"# Drafted from {_count(len(timelines), 'visit')} with {_count(hits, 'hit')}."
    advice = "# Read it through: what was seen is not always what is meant."
    return "\n\n".join("\n".join(lines) for lines in ([heading, advice], *sections) if lines) + "\n"


def _portal(timelines: Sequence[Timeline]) -> list[str]:
    ids = [hit.portal_id for timeline in timelines for hit in timeline.hits if hit.portal_id]
    return [f"portal_id: {ids[0]}  # {_count(len(ids), 'hit')}"] if len(set(ids)) == 1 else []


def _events(events: Mapping[str | None, SeenEvent]) -> Iterator[str]:
    named = [(name, seen) for name, seen in events.items() if name is not None and len(name) <= LONGEST_NAME]
    for name, seen in named[:MOST_EVENTS]:
        yield f"  {scalar(name)}:  # {_count(seen.hits, 'hit')}"
        yield from _event(seen)
    kept = sum(seen.hits for _, seen in named[:MOST_EVENTS])
    if left_out := sum(seen.hits for seen in events.values()) - kept:
        yield f"  # {_count(left_out, 'hit')} left out: without a name, with a very long one, or of one too many"


def _event(seen: SeenEvent) -> Iterator[str]:
    short = ((name, each) for name, each in seen.properties.items() if len(name) <= LONGEST_NAME)
    named = dict(islice(short, MOST_PROPERTIES))
    if required := [name for name, each in named.items() if each.hits == seen.hits]:
        yield f"    required: {flow_list(required)}"
    if named:
        yield "    properties:"
    for name, each in named.items():
        empty = f", empty in {each.types['null']}" if each.types["null"] else ""
        yield f"      {scalar(name)}: {_schema(each)}  # in {each.hits} of {_count(seen.hits, 'hit')}{empty}"
    if len(named) < len(seen.properties):
        yield f"      # {len(seen.properties) - len(named)} more left out"


def _schema(seen: SeenProperty) -> str:
    names = seen.type_names
    if seen.choices:
        return f"{{type: string, enum: {flow_list(seen.choices)}}}"
    if not names:
        return "{}"
    if len(names) == 1:
        return scalar(names[0])
    return f"{{type: {flow_list(names)}}}"


def _routes(places: Places) -> list[str]:
    routes, missed = places.routes()
    lines = [f"  - {scalar(text)}  # {_count(number, 'page view')}" for text, number in routes.items()]
    lines += [f"  # {scalar(text)} left out: it was visited without a page view" for text in missed]
    return _section("routes:", lines)


def _identity(places: Places) -> list[str]:
    lines = []
    for known in places.known():
        lines.append(f"  - pages: {flow_list(known.pages)}")
        lines.append(f"    required: {flow_list(known.keys)}  # {_count(known.hits, 'hit')}")
    return _section("identity:", lines)


def _section(name: str, lines: Iterable[str]) -> list[str]:
    found = list(lines)
    return [name, *found] if found else []


def _count(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"
