"""What the site's own code pushed on the queue, and which of its calls a hit came of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from harness.audit.documents import Document, documents
from harness.audit.visit import Visit
from harness.capture.timeline import JsonValue, QueueCall
from harness.wire.hits import CustomEvent, Hit, PageView

__all__ = [
    "argument_of",
    "behind",
    "event_call",
    "fields_of",
    "hits_with_documents",
    "identify_call",
    "is_nothing",
    "own_views",
    "path_call",
    "view_call",
]

AnyHit = TypeVar("AnyHit", bound=Hit)
UNDEFINED: JsonValue = {"$undefined": True}


def argument_of(call: QueueCall) -> JsonValue:
    """What a call was given first; null where it was given nothing."""
    return call.arguments[0] if call.arguments else None


def is_nothing(value: JsonValue) -> bool:
    """Whether a page said nothing by it: null, undefined, an empty object."""
    return value in (None, UNDEFINED, {})


def fields_of(value: JsonValue) -> dict[str, JsonValue]:
    """The keys of a plain object with their values; none for anything else, or where the spy could not look inside."""
    return value if isinstance(value, dict) and not any(key.startswith("$") for key in value) else {}


def hits_with_documents(visit: Visit, kind: type[AnyHit]) -> Iterator[tuple[Document, AnyHit]]:
    """The hits of one kind, each with the document that sent it."""
    for document in documents(visit):
        yield from ((document, hit) for hit in document.hits if isinstance(hit, kind))


def behind(document: Document, hit: Hit, function: str, says: Callable[[QueueCall], bool]) -> QueueCall | None:
    """The last of the site's calls of a function that was made before a hit and says what the hit shows."""
    end = document.when(hit)
    return next((call for call in reversed(document.site_calls(function)) if call.at <= end and says(call)), None)


def event_call(document: Document, event: CustomEvent) -> QueueCall | None:
    """The call that an event came of, if one of its name was made."""
    return behind(
        document,
        event,
        "trackCustomBehavioralEvent",
        lambda call: fields_of(argument_of(call)).get("name") == event.name,
    )


def identify_call(document: Document, hit: Hit, key: str) -> QueueCall | None:
    """The call that gave the identity of a hit one of its keys."""
    return behind(document, hit, "identify", lambda call: key in fields_of(argument_of(call)))


def path_call(document: Document, hit: Hit) -> QueueCall | None:
    """The setPath that gave a hit its path."""
    return behind(document, hit, "setPath", lambda call: argument_of(call) == hit.page.path)


def view_call(document: Document, view: PageView) -> QueueCall | None:
    """The last trackPageView of the site's before a view."""
    return behind(document, view, "trackPageView", lambda _: True)


def own_views(document: Document) -> list[QueueCall]:
    """The page views that the tracking code itself counts in a document, of which there should be one."""
    return [call for call in document.calls if call.function == "trackPageView" and call.by_tracking_code]
