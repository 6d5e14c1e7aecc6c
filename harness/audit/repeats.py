"""Page views of one place that follow one another although the visitor took no step."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from harness.audit.documents import Document, place_of
from harness.capture.timeline import Navigation
from harness.wire.hits import PageView

__all__ = ["repeats"]


def repeats(document: Document) -> list[list[PageView]]:
    """The page views of a document in order; those of one place with no step of the visitor between are together."""
    groups: list[list[PageView]] = [document.views[:1]] if document.views else []
    for before, view in pairwise(document.views):
        if _place(before) == _place(view) and not _stepped(document, before, view):
            groups[-1].append(view)
        else:
            groups.append([view])
    return groups


def _place(view: PageView) -> tuple[str, str]:
    address = place_of(view.page.url or "")
    return address, address if view.page.path is None else place_of(view.page.path)


def _stepped(document: Document, before: PageView, view: PageView) -> bool:
    return any(document.when(before) <= step.at <= document.when(view) for step in _steps(document))


def _steps(document: Document) -> Iterator[Navigation]:
    """Changes of address that make another view; frameworks replace the address by itself at load, which makes none."""
    before = document.url
    for change in document.changes:
        if change.kind != "replace" or place_of(change.url) != place_of(before):
            yield change
        before = change.url
