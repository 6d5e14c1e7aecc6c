"""Rule stale-title."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile

from harness.audit.documents import Document, documents, place_of
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.pushed import view_call
from harness.audit.route_hooks import route_fix
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.hits import Hit, PageView
from harness.wire.words import plain, quoted

__all__ = ["stale_title"]


@rule(family="page-views", severity="warning", needs={"hits", "calls"})
def stale_title(visit: Visit) -> Findings:
    """A change of route is counted under the title of the page before.

    Why: The tracking code sends the title of the moment in which trackPageView is pushed; routers change the address
        first and the title later, with the new page.
    Fix: Push trackPageView once the new title is set: after the render, in the hook that runs last.
    Bad: router.beforeEach((to) => track(to.fullPath));
    Good: router.afterEach((to) => { document.title = to.meta.title; track(to.fullPath); });
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    routes = [(document, view) for document in documents(visit) for view in document.views[1:]]
    if not routes:
        raise DoesNotApply("no page view follows the first one of a load")
    for document, before, view in _inherited(visit):
        own = _own_title(document, view)
        if own and own != view.page.title:
            place = plain(_place(view))
            yield finding(
                f"the page view of {place} carries the title {quoted(before.page.title or '')} of "
                f"{plain(_place(before))}, and a later hit of it {quoted(own)}; "
                f"HubSpot will record {place} under the wrong title",
                at=view,
                cause=view_call(document, view),
                fix=route_fix(visit, document),
            )


def _inherited(visit: Visit) -> Iterator[tuple[Document, PageView, PageView]]:
    """The views that carry the title of the page before, with the view of that page."""
    for document in documents(visit):
        for before, view in pairwise(document.views):
            titles = (before.page.title, _own_title(document, before))
            if _place(before) != _place(view) and view.page.title and view.page.title in titles:
                yield document, before, view


def _place(view: PageView) -> str:
    return place_of(view.page.url or "" if view.page.path is None else view.page.path)


def _own_title(document: Document, view: PageView) -> str | None:
    """The title that the page of a view has later on: that of a hit from the same place, at best before the next view.

    Clicks tell it, and views of a second stay there.
    """
    behind = document.hits[document.hits.index(view) + 1 :]
    stay = list(takewhile(lambda hit: not isinstance(hit, PageView) or _place(hit) == _place(view), behind))
    titles = [hit.page.title for hit in stay if _is_at(hit, view)][-1:]
    again = [hit.page.title for hit in behind if isinstance(hit, PageView) and _place(hit) == _place(view)]
    return next((title for title in (*titles, *again) if title), None)


def _is_at(hit: Hit, view: PageView) -> bool:
    return place_of(hit.page.url or "") == _place(view)
