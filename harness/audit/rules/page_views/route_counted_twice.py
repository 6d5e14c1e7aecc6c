"""Rule route-counted-twice."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from harness.audit.documents import Document, documents, place_of
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.repeats import repeats
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.audit.words import count
from harness.capture.timeline import QueueCall, SourceLine
from harness.wire.hits import PageView
from harness.wire.words import plain

__all__ = ["route_counted_twice"]


@rule(family="page-views", severity="error", needs={"hits", "calls", "navigations"})
def route_counted_twice(visit: Visit, *, within_s: float = 2.0) -> Findings:
    """A change of route is counted twice, because two pieces of code count it, or one of them runs twice.

    Why: A tag manager's history trigger and the application's router each push trackPageView, or an effect runs once
        more as in React's StrictMode; HubSpot counts what it gets, and every figure of the site is doubled.
    Fix: Let one place count route changes, the router or the tag, and take trackPageView out of the other.
    Bad: a HubSpot tag on "History Change" in the tag manager, and router.afterEach((to) => track(to.fullPath));
    Good: router.afterEach((to) => track(to.fullPath)); and no trackPageView in any tag
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    routes = [(document, views) for document in documents(visit) for views in repeats(document)[1:]]
    if not routes:
        raise DoesNotApply("no page view follows the first one of a load")
    for document, views in routes:
        close = _close(document, views, timedelta(seconds=within_s))
        if len(close) > 1:
            pushed = _pushes(document, close)
            place = plain(place_of(close[0].page.url or document.url))
            yield finding(
                f"one change of route to {place} was counted {count(len(close), 'time')}{_by(pushed)}",
                at=close[1],
                cause=pushed[-1] if pushed else None,
            )


def _close(document: Document, views: list[PageView], within: timedelta) -> list[PageView]:
    """The first views, each shortly after the one before; what follows later may have been meant."""
    for place, (before, view) in enumerate(pairwise(views), start=1):
        if document.when(view) - document.when(before) > within:
            return views[:place]
    return views


def _pushes(document: Document, views: list[PageView]) -> list[QueueCall]:
    """As many of the site's own trackPageView calls up to the last of the views as there are views."""
    end = document.when(views[-1])
    return [call for call in document.site_calls("trackPageView") if call.at <= end][-len(views) :]


def _by(pushed: list[QueueCall]) -> str:
    """The lines behind the calls: `, by router.js:12 and by tags.js:40`."""
    lines: dict[SourceLine, str] = {call.source: plain(str(call.source)) for call in pushed if call.source}
    return "".join([", by ", " and by ".join(lines.values())]) if lines else ""
