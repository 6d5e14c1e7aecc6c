"""The places that a visitor stayed at within one document, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from harness.audit.documents import Document, place_of
from harness.capture.timeline import Navigation
from harness.wire.hits import PageView

__all__ = ["Stay", "counted", "stays"]

LATE = timedelta(seconds=1)
EARLY = timedelta(seconds=0.05)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A place within a document: since when, until when (None: to the end), and the change of address that led there.

    `change` is None for the place at which the document was loaded.
    """

    place: str
    start: datetime
    end: datetime | None = None
    change: Navigation | None = None


def stays(document: Document) -> list[Stay]:
    """The stays of a document in order; a change of query alone, or a step to the same place, goes on with the stay."""
    steps: list[tuple[str, datetime, Navigation | None]] = [(place_of(document.url), document.started_at, None)]
    for change in document.changes:
        if place_of(change.url) != steps[-1][0]:
            steps.append((place_of(change.url), change.at, change))
    ends = [*(start for _, start, _ in steps[1:]), None]
    return [
        Stay(place=place, start=start, end=end, change=change)
        for (place, start, change), end in zip(steps, ends, strict=True)
    ]


def counted(document: Document) -> Iterator[tuple[Stay, PageView | None]]:
    """Each stay with the page view that counts it, or None; a view counts one stay.

    A view counts a stay by its address, or, up to a second before and after, by its set path: some routers report a
    route before they change the address.
    """
    free = document.views
    for stay in stays(document):
        view = next((view for view in free if _counts(document, view, stay)), None)
        if view:
            free.remove(view)
        yield stay, view


def _counts(document: Document, view: PageView, stay: Stay) -> bool:
    at = document.when(view)
    if stay.end and at > stay.end + LATE:
        return False
    by_address = place_of(view.page.url or "") == stay.place and at >= stay.start - EARLY
    by_path = view.page.path is not None and place_of(view.page.path) == stay.place and at >= stay.start - LATE
    return by_address or by_path
