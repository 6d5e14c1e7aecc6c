"""Rule fragment-route-lost."""

from __future__ import annotations

from harness.audit.documents import Document, documents, place_of
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.pushed import path_call
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.hits import PageView
from harness.wire.words import plain, quoted

__all__ = ["fragment_route_lost"]


@rule(family="page-views", severity="error", needs={"hits"})
def fragment_route_lost(visit: Visit) -> Findings:
    """The route stands behind the # of the address, and the page view does not name it.

    Why: HubSpot does not count what stands behind the #; all routes of a hash router are one page to it unless
        setPath names them.
    Fix: Push setPath with the fragment's route, also before the tracking code loads for the first view.
    Bad: _hsq.push(["setPath", location.pathname + location.search]);
    Good: _hsq.push(["setPath", "/" + location.hash]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    routed = [(document, view) for document in documents(visit) for view in document.views if _route(view)]
    if not routed:
        raise DoesNotApply("no counted address holds a route behind its #")
    known: set[str] = set()
    for document, view in routed:
        route = _route(view)
        if route not in known and _is_lost(document, view):
            known.add(route)
            path = "no set path" if view.page.path is None else f"the set path {quoted(view.page.path)}"
            yield finding(
                f"the page view of the route {quoted(route)} carries {path}; HubSpot will record "
                f"{plain(view.page.tracked_path or '/')}",
                at=view,
                cause=path_call(document, view),
            )


def _route(view: PageView) -> str:
    """The fragment of the address where it holds a route other than the first, with its #."""
    fragment = (view.page.url or "").partition("#")[2]
    route = fragment.removeprefix("!")
    return f"#{fragment}" if route.startswith("/") and place_of(route) != "/" else ""


def _is_lost(document: Document, view: PageView) -> bool:
    """Whether the view does not name its route; later views without any set path are for route-without-set-path."""
    if view.page.path is None:
        return view is document.views[0]
    address = (view.page.url or "").partition("#")[0]
    return place_of(view.page.path) == place_of(address) != place_of(view.page.url or "")
