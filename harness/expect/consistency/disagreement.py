"""What a check finds: a hit or a call, and the sentence that holds both values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from harness.capture.timeline import JsonValue, QueueCall
from harness.expect.consistency.moment import Moment
from harness.expect.consistency.said_text import agrees
from harness.expect.phrases import contrast
from harness.wire.fields import spec_of
from harness.wire.hits import Hit, Pairs
from harness.wire.words import plain

__all__ = ["PAGE", "Disagreement", "Found", "differs", "maker", "sentence", "unlike"]

PAGE = "the page"
"""Who says nothing when no call said a thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A hit that disagrees with something, or a call that nothing came of; `sentence` says with what, and how."""

    entry: Hit | QueueCall
    sentence: str


Found = Iterator[Disagreement]


def differs(moment: Moment, key: str, wanted: str | None, source: str) -> Found:
    """The disagreement when a parameter is not what its source says; an empty one is the same as none."""
    was = moment.sent.get(key)
    if (wanted or None) == (was or None) or (moment.has_free_keys and not wanted):
        return
    yield Disagreement(entry=moment.hit, sentence=sentence(_named(moment.hit, key), source, wanted, was))


def unlike(hit: Hit, source: str, said: Mapping[str, JsonValue], sent: Pairs, subject: str) -> Found:
    """The keys under which something else was sent than was said; `subject` has room for the key."""
    for key in dict.fromkeys([*said, *(key for key, _ in sent)]):
        values = [value for name, value in sent if name == key]
        if key not in said or not agrees(said[key], values):
            was = values[0] if len(values) == 1 else values or None
            told = sentence(subject.format(plain(key)), source, said.get(key), was)
            yield Disagreement(entry=hit, sentence=told)


def sentence(subject: str, source: str, wanted: object, was: object) -> str:
    """`pu (address of the page): the address bar said '…', the hit said '…'`."""
    wanted_text, was_text = contrast(wanted, was)
    return f"{subject}: {source} said {wanted_text}, the hit said {was_text}"


def maker(call: QueueCall) -> str:
    """A call by function and line: `setPath (app.js:41 onRouteChange)`."""
    return plain(call.function) + (f" ({plain(str(call.source))})" if call.source else "")


def _named(hit: Hit, key: str) -> str:
    name = next((field.name for field in spec_of(type(hit)).fields if field.key == key), "")
    return f"{key} ({name})" if name else key
