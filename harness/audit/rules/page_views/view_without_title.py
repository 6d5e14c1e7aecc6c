"""Rule view-without-title."""

from __future__ import annotations

from harness.audit.documents import documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.pushed import view_call
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.words import plain

__all__ = ["view_without_title"]


@rule(family="page-views", severity="warning", needs={"hits"})
def view_without_title(visit: Visit) -> Findings:
    """A page view is sent while the page has no title.

    Why: The tracking code sends the title of the moment in which the view is counted; HubSpot lists a page that never
        had one by its address alone.
    Fix: Write a title into the page that the server sends, and set that of a route before its view is pushed.
    Bad: <title></title> in the shell of an application, filled in once its data are there
    Good: <title>Acme Bistro</title>
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    views = [(document, view) for document in documents(visit) for view in document.views]
    if not views:
        raise DoesNotApply("no page view was sent")
    known: set[str] = set()
    for document, view in views:
        place = plain(view.page.tracked_path or "/")
        if (view.page.title or "").strip() or place in known:
            continue
        known.add(place)
        told = f"the page view of {place} carries no title; HubSpot will record the address alone"
        yield finding(told, at=view, cause=view_call(document, view))
