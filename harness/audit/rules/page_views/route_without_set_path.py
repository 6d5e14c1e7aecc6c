"""Rule route-without-set-path."""

from __future__ import annotations

from itertools import pairwise

from harness.audit.documents import Document, documents, place_of
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.pushed import argument_of, view_call
from harness.audit.route_hooks import route_fix
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.capture.timeline import QueueCall
from harness.wire.hits import PageView
from harness.wire.words import plain, quoted

__all__ = ["route_without_set_path"]


@rule(family="page-views", severity="error", needs={"hits", "calls"})
def route_without_set_path(visit: Visit) -> Findings:
    """A route change is counted without setPath, so its page view is recorded under another page.

    Why: After a change of address without a load, HubSpot takes the path from setPath alone; without it the view falls
        to the page that was loaded first, to its canonical link, or to the path of the route before.
    Fix: Push setPath with path and query of the new route right before every trackPageView.
    Bad: router.afterEach(() => _hsq.push(["trackPageView"]));
    Good: router.afterEach((to) => { _hsq.push(["setPath", to.fullPath]); _hsq.push(["trackPageView"]); });
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    changed = [
        (document, before, view)
        for document in documents(visit)
        for before, view in pairwise(document.views)
        if _address(before) != _address(view)
    ]
    if not changed:
        raise DoesNotApply("no page view follows a change of address without a load")
    for document, before, view in changed:
        if view.page.path is None:
            told = f"the page view at {plain(_address(view))} carries no set path"
        elif _stale(document, before, view):
            told = f"the page view at {plain(_address(view))} still carries the set path {quoted(view.page.path)}"
        else:
            continue
        cause = view_call(document, view)
        behind = "; setPath names it only behind trackPageView" if cause and _too_late(document, cause, view) else ""
        yield finding(
            f"{told}, although the address changed from {plain(_address(before))}{behind}",
            at=view,
            cause=cause,
            fix=route_fix(visit, document),
        )


def _address(view: PageView) -> str:
    return place_of(view.page.url or "")


def _stale(document: Document, before: PageView, view: PageView) -> bool:
    """Whether a view carries the path of the view before it: nobody has set one since, and it is not where we are."""
    path = view.page.path or ""
    if path != before.page.path or place_of(path) == _address(view):
        return False
    start, end = document.when(before), document.when(view)
    return not any(call.function == "setPath" and start <= call.at <= end for call in document.calls)


def _too_late(document: Document, call: QueueCall, view: PageView) -> bool:
    """Whether the site's next call after the one that counted a view is the setPath that was meant for it."""
    following = next(iter(document.calls[document.calls.index(call) + 1 :]), None)
    if following is None or following.function != "setPath":
        return False
    return place_of(str(argument_of(following))) == _address(view)
