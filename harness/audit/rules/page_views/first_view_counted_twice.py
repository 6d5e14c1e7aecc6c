"""Rule first-view-counted-twice."""

from __future__ import annotations

from harness.audit.documents import Document, documents, place_of
from harness.audit.finding import DoesNotApply, Findings, Undecided, finding
from harness.audit.pushed import own_views
from harness.audit.repeats import repeats
from harness.audit.route_hooks import route_fix
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.audit.words import count
from harness.capture.timeline import QueueCall
from harness.wire.hits import PageView
from harness.wire.words import plain

__all__ = ["first_view_counted_twice"]


@rule(family="page-views", severity="error", needs={"hits", "calls", "navigations"})
def first_view_counted_twice(visit: Visit) -> Findings:
    """The first page view of a load is counted twice: by the tracking code itself and by the site's own code.

    Why: The tracking code counts the first view of every load by itself and cannot be told not to; a trackPageView of
        the site's own for the same view doubles the figure.
    Fix: Call trackPageView for later routes only; for the first view, at most push setPath before the code loads.
    Bad: router.afterEach((to) => track(to.fullPath));
    Good: router.afterEach((to, from) => { if (from.matched.length) track(to.fullPath); });
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    loads = [document for document in documents(visit) if document.views]
    if not loads:
        raise DoesNotApply("no page view was sent")
    for document in loads:
        first, *again = repeats(document)[0]
        pushed = _pushes(document, (again or [first])[-1])
        place = plain(place_of(first.page.url or document.url))
        if again and pushed:
            told = f"the first page view of {place} was counted {count(len(again) + 1, 'time')} in one load"
            yield finding(told, at=again[0], cause=pushed[0], fix=route_fix(visit, document))
        elif again and len(own_views(document)) < 2:
            yield Undecided(
                f"the first page view of {place} was counted {count(len(again) + 1, 'time')}, but no trackPageView of "
                "the site's code was seen; the tracking code may be installed twice"
            )
        elif any(call.before_takeover for call in pushed):
            yield Undecided(
                f"trackPageView was pushed on {place} before the tracking code took over, which counts the view once "
                "more; the browser sends views of the same millisecond only once, and here one arrived"
            )


def _pushes(document: Document, last: PageView) -> list[QueueCall]:
    """The site's own trackPageView calls up to a view."""
    end = document.when(last)
    return [call for call in document.site_calls("trackPageView") if call.at <= end]
