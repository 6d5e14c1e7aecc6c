"""Rule early-route-lost."""

from __future__ import annotations

from harness.audit.documents import Document, documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.stays import counted
from harness.audit.visit import Visit
from harness.capture.timeline import QueueCall
from harness.wire.hits import PageView
from harness.wire.words import plain

__all__ = ["early_route_lost"]


@rule(family="page-views", severity="warning", needs={"hits", "calls", "navigations"})
def early_route_lost(visit: Visit) -> Findings:
    """A visitor who is faster than the tracking code is never seen at the first route.

    Why: What is pushed before the tracking code runs waits in the queue and is worked off by kind, setPath first: all
        views that were queued carry the last path, the address and the title of that later moment.
    Fix: Load the tracking code early, and push each later route inside a function, which keeps its place in the queue.
    Bad: _hsq.push(["setPath", path]); _hsq.push(["trackPageView"]);
    Good: _hsq.push(() => { _hsq.push(["setPath", path]); _hsq.push(["trackPageView"]); });
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    tracked = [document for document in documents(visit) if document.views]
    if not tracked:
        raise DoesNotApply("no page view was sent")
    for document in tracked:
        first = document.views[0]
        if lost := _lost(document, first):
            names = plain(", ".join(lost))
            told = f"the visitor left {names} before the tracking code ran; HubSpot will record no view of {names}"
            yield finding(told, at=first, cause=_cause(document))


def _lost(document: Document, first: PageView) -> list[str]:
    """The places that were over before the first view, and that no view counts; a redirect's are none."""
    begun = document.when(first)
    stays = list(counted(document))
    ends = [after.change.kind if after.change else "" for after, _ in stays[1:]]
    return list(
        dict.fromkeys(
            stay.place
            for (stay, view), ended_by in zip(stays, ends, strict=False)
            if view is None and ended_by != "replace" and stay.end and stay.end <= begun
        )
    )


def _cause(document: Document) -> QueueCall | None:
    """The first call whose view or path was overtaken."""
    calls = [*document.site_calls("setPath"), *document.site_calls("trackPageView")]
    early = sorted((call for call in calls if call.before_takeover), key=lambda call: call.at)
    return early[0] if early else None
