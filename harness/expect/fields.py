"""What an expectation can ask of a hit: one reader per name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from harness.api.hits import RecordWrite
from harness.capture.timeline import JsonValue, QueueCall
from harness.wire.address import host_of, without_origin
from harness.wire.hits import (
    ApiEvent,
    CollectedForm,
    CustomEvent,
    ElementClick,
    FormHit,
    FormSubmission,
    Hit,
    LegacyEvent,
    Pairs,
)

__all__ = [
    "PAGE_FIELDS",
    "Reader",
    "argument",
    "attribute",
    "carried",
    "counted_path",
    "form_step",
    "identity_pairs",
    "identity_value",
    "own_value",
]

Reader = Callable[[Hit], object]
"""Takes one fact out of a hit; None when the hit does not have it."""


def counted_path(hit: Hit) -> str | None:
    """The path under which HubSpot counts a hit, with the query that it keeps; the address bar's fragment is lost."""
    page = hit.page
    if page.path is not None:
        return page.tracked_path
    return None if page.tracked_url is None else without_origin(page.tracked_url)


PAGE_FIELDS: Mapping[str, Reader] = {
    "path": counted_path,
    "url": lambda hit: hit.page.url,
    "host": lambda hit: host_of(hit.page.url or "") or None,
    "title": lambda hit: hit.page.title,
    "referrer": lambda hit: hit.page.referrer,
    "canonical": lambda hit: hit.page.canonical,
    "previous_path": lambda hit: hit.page.previous_path,
    "portal_id": lambda hit: hit.portal_id,
    "hublet": lambda hit: hit.hublet,
    "usertoken": lambda hit: hit.visitor.usertoken,
}
"""What every hit can say of its page, its portal and its visitor, by the name used in queries."""


def attribute(name: str) -> Callable[[object], object]:
    """Reads a field that only some kinds have."""
    return lambda item: getattr(item, name, None)


def argument(place: int) -> Callable[[QueueCall], JsonValue]:
    """Reads an argument of a queue call, counted from 0."""
    return lambda call: call.arguments[place] if place < len(call.arguments) else None


def own_value(name: str) -> Reader:
    """Reads a property of an event or a click, or a field of a form; all values as a tuple when the name repeats."""
    return lambda hit: _value(_own_pairs(hit), name)


def identity_value(name: str) -> Reader:
    """Reads one pair of the identity."""
    return lambda hit: hit.identity and hit.identity.get(name)


def identity_pairs(hit: Hit) -> Pairs | None:
    """All pairs of the identity; None when there are none, as after `identify` without anything in it."""
    return (hit.identity.pairs or None) if hit.identity else None


def carried(name: str) -> Reader:
    """Reads whatever a hit carries under `name`: its own property first, then the identity, then the page field."""
    readers = (own_value(name), identity_value(name), PAGE_FIELDS.get(name, _nothing))
    return lambda hit: next((value for read in readers if (value := read(hit)) is not None), None)


def form_step(hit: Hit) -> str | None:
    """The step of a form hit; a submitted form has the step `submission`."""
    return hit.step if isinstance(hit, FormHit) else "submission"


def _own_pairs(hit: Hit) -> Pairs:
    match hit:
        case CustomEvent() | LegacyEvent() | ElementClick() | RecordWrite():
            return hit.properties
        case ApiEvent():
            return hit.contact
        case FormSubmission():
            return tuple((field.name, field.value) for field in hit.fields)
        case CollectedForm():
            return (*hit.contact, *hit.values)
        case _:
            return ()


def _value(pairs: Pairs, name: str) -> str | tuple[str, ...] | None:
    values = tuple(value for key, value in pairs if key == name)
    return values if len(values) > 1 else next(iter(values), None)


def _nothing(_: Hit) -> None:
    return None
