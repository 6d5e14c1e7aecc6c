"""Rule unvisited-previous-path."""

from __future__ import annotations

from harness.audit.documents import Document, documents, place_of
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.stays import stays
from harness.audit.visit import Visit
from harness.capture.timeline import QueueCall
from harness.wire.hits import PageView
from harness.wire.words import plain, quoted

__all__ = ["unvisited_previous_path"]


@rule(family="page-views", severity="error", needs={"hits", "calls", "navigations"})
def unvisited_previous_path(visit: Visit) -> Findings:
    """The first page view of a load names a previous page of the site on which the visitor never was.

    Why: setPath keeps the path that it replaces as the page before, and HubSpot takes that for the referrer: a visitor
        who comes from a search engine or a campaign seems to come from the site itself.
    Fix: Push setPath once before the tracking code loads, with the path of the page that is open, or not at all.
    Bad: _hsq.push(["setPath", "/"]); _hsq.push(["setPath", location.pathname]); on every page
    Good: _hsq.push(["setPath", location.pathname + location.search]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    firsts = [(document, document.views[0]) for document in documents(visit) if document.views]
    if not firsts:
        raise DoesNotApply("no page view was sent")
    for document, view in firsts:
        previous = view.page.previous_path
        if previous is None or place_of(previous) in {_place(view), *(stay.place for stay in stays(document))}:
            continue
        source = plain(view.page.referrer) if view.page.referrer else "none"
        yield finding(
            f"the first page view of {plain(_place(view))} says that {quoted(previous)} was open before, where the "
            f"visitor never was; HubSpot will record that page as the referrer instead of {source}",
            at=view,
            cause=_cause(document, previous),
        )


def _place(view: PageView) -> str:
    return place_of(view.page.url or "")


def _cause(document: Document, previous: str) -> QueueCall | None:
    """The setPath that named the page before."""
    return next((call for call in document.site_calls("setPath") if call.arguments[:1] == (previous,)), None)
