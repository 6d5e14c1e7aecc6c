"""Rule loader-in-worker."""

from __future__ import annotations

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.loaders import IN_WORKER, documents_with_pages
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.address import path_of
from harness.wire.words import plain

__all__ = ["loader_in_worker"]


@rule(family="install", severity="error", needs={"hits", "document"})
def loader_in_worker(visit: Visit) -> Findings:
    """The loader is meant for a web worker (Partytown), and nothing is sent from there.

    Why: A worker has no document, no cookies and no images of its own; the tracking code needs them all, and what the
        page pushes does not reach it unless _hsq is forwarded.
    Fix: Load the loader in the page itself, as HubSpot documents it.
    Bad: <script type="text/partytown" src="//js.hs-scripts.com/4242.js"></script>
    Good: <script id="hs-script-loader" async defer src="//js.hs-scripts.com/4242.js"></script>
    See: https://partytown.qwik.dev/trade-offs/
    """
    typed = [
        (document, page)
        for document, page in documents_with_pages(visit)
        if any(tag.type.lower() == IN_WORKER for tag in page.loaders)
    ]
    if not typed:
        raise DoesNotApply("no loader is meant for a worker")
    for document, page in typed:
        if not document.hits:
            told = f"the loader on {plain(path_of(page.final_url))} is meant for a worker, and no hit came of it"
            yield finding(f"{told}; HubSpot will record nothing", at=page)
            return
