"""The loaders in a document: which of them run, what they load, and why others do not run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harness.audit.documents import Document, documents
from harness.audit.visit import LoaderTag, PageVisit, Visit
from harness.wire.address import host_of
from harness.wire.endpoints import portal_of_loader

__all__ = ["IN_WORKER", "LAZY", "LOADER_ID", "documents_with_pages", "is_loader", "portals_of", "runs", "shown_source"]

LOADER_ID = "hs-script-loader"
"""The element id of the loader as HubSpot documents it."""

IN_WORKER = "text/partytown"

LAZY = frozenset(
    {"rocketlazyloadscript", "litespeed/javascript", "text/lazyload", "lazyload", "text/delayed", "pmdelayedscript"}
)
"""Types of script elements that optimisers run at the visitor's first movement or click."""

_RUNS = re.compile(r"|module|(?:text|application)/(?:x-)?(?:java|ecma)script(?:;.*)?", re.IGNORECASE)


def runs(tag: LoaderTag) -> bool:
    """Whether a browser runs a script element of this type, from the address that is in its `src`."""
    return not tag.kept_in and bool(_RUNS.fullmatch(tag.type.strip()))


def is_loader(tag: LoaderTag) -> bool:
    """Whether an element loads the loader (`js.hs-scripts.com/4242.js`), and not the analytics script itself."""
    return ".hs-scripts.com" in host_of(tag.src)


def portals_of(page: PageVisit) -> list[int]:
    """The portals of a page's running loaders, each once, in the order of the elements."""
    found = (portal_of_loader(tag.src) for tag in page.loaders if runs(tag))
    return list(dict.fromkeys(portal for portal in found if portal is not None))


def shown_source(tag: LoaderTag) -> str:
    """The address of a loader without its scheme, as messages show it."""
    return tag.src.partition("://")[2] or tag.src


def documents_with_pages(visit: Visit) -> Iterator[tuple[Document, PageVisit]]:
    """The documents that were asked at rest what they say of themselves, with what they said."""
    pages = {page.loaded_at: page for page in visit.pages if page.was_read}
    for document in documents(visit):
        if page := pages.get(document.started_at):
            yield document, page
