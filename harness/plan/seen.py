"""What was seen of events and their properties, as far as a draft of a plan needs it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from harness.capture.timeline import JsonValue, Timeline
from harness.plan.schema import TYPES
from harness.plan.values import Event, Given, given_values, own_texts, readings
from harness.wire.hits import CustomEvent, LegacyEvent

__all__ = ["SeenEvent", "SeenProperty", "seen_events"]

FEW = 6
"""Values that can be all there are; of a property with more it is not known."""

OFTEN = 3
"""How many times as many hits as values there have to be, and each value twice, to take them for all."""

LONGEST_VALUE = 40


@dataclass(slots=True, kw_only=True)
class SeenProperty:
    """The values of a property, by the type that each had."""

    hits: int = 0
    types: Counter[str] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)

    def add(self, value: JsonValue) -> None:
        """Count one hit's value."""
        self.hits += 1
        self.types[_type_of(value)] += 1
        if isinstance(value, str):
            self.texts[value[: LONGEST_VALUE + 1]] += 1

    @property
    def type_names(self) -> tuple[str, ...]:
        """The types of a schema that takes all values; none when there is no such schema."""
        if "object" in self.types:
            return ()
        absorbed = {"integer"} if "number" in self.types else set()
        return tuple(name for name in TYPES if name in self.types.keys() - absorbed)

    @property
    def choices(self) -> tuple[str, ...]:
        """The values in the order of their number, when they are clearly few, repeated, and nobody's address."""
        repeated = all(number > 1 for number in self.texts.values()) and self.hits >= OFTEN * len(self.texts)
        plain = all(len(text) <= LONGEST_VALUE and "@" not in text for text in self.texts)
        if self.type_names != ("string",) or not 1 < len(self.texts) <= FEW or not repeated or not plain:
            return ()
        return tuple(text for text, _ in self.texts.most_common())


@dataclass(slots=True, kw_only=True)
class SeenEvent:
    """The hits of an event, and its properties in the order in which they were first seen."""

    hits: int = 0
    properties: dict[str, SeenProperty] = field(default_factory=dict)

    def add(self, hit: Event, given: Given | None) -> None:
        """Count one hit."""
        self.hits += 1
        for name, texts in own_texts(hit).items():
            self.properties.setdefault(name, SeenProperty()).add(_likely(readings(texts, name, given)))


def seen_events(timelines: Iterable[Timeline], kind: type[Event]) -> dict[str | None, SeenEvent]:
    """The events of a kind by name, in the order in which they were first seen."""
    events: dict[str | None, SeenEvent] = {}
    for timeline in timelines:
        causes = timeline.causes
        for hit in timeline.hits:
            if isinstance(hit, CustomEvent | LegacyEvent) and isinstance(hit, kind):
                name = hit.name if isinstance(hit, CustomEvent) else hit.id
                events.setdefault(name, SeenEvent()).add(hit, given_values(causes.of(hit).call))
    return events


def _likely(readings: tuple[JsonValue, ...]) -> JsonValue:
    """The most telling reading, without taking a single text for a list."""
    single = [reading for reading in readings if not isinstance(reading, list)]
    return (single or readings)[-1]


def _type_of(value: JsonValue) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int() | float():
            return "integer" if value == int(value) else "number"
        case str():
            return "string"
        case list():
            return "array"
    return "object"
