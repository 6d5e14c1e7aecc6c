"""Page views that were counted under another path, twice, or not at all."""

from __future__ import annotations

from harness.expect.case import Case
from harness.expect.claims import BeSent
from harness.expect.fields import argument, counted_path
from harness.expect.hints.registry import API, at, hint
from harness.expect.match import path_matches
from harness.expect.moments import moments_of
from harness.expect.phrases import shown
from harness.wire.address import without_origin


@hint(see=f"{API}/set-path")
def missing_slash(case: Case) -> str | None:
    """The path was given without its leading slash."""
    path = case.difference("path")
    if not (path and isinstance(path.was, str) and path.was and path_matches(path.wanted, f"/{path.was}")):
        return None
    return f"setPath was given {shown(path.was)}; a path starts with a slash"


@hint(see=f"{API}/set-path")
def missing_query(case: Case) -> str | None:
    """The path was given without its query."""
    path = case.difference("path")
    if not (path and isinstance(path.wanted, str) and "?" in path.wanted):
        return None
    if not path_matches(path.wanted.partition("?")[0], path.was):
        return None
    return "the path was counted without that query; give setPath location.pathname + location.search"


@hint(see=f"{API}/set-path")
def another_path_said(case: Case) -> str | None:
    """The address bar was right, but the page told the tracker another path."""
    path = case.missing_path
    views = [view for view in case.timeline.page_views if path and path_matches(path, view.page.address_path)]
    if not views:
        return None
    said = shown(counted_path(views[0]))
    if views[0].page.path is not None:
        return f"the address was right, but setPath last said {said}, which stays until setPath is called again"
    if views[0].page.canonical_set or views[0].page.canonical:
        return f"the address was right, but the canonical link says {said}; it wins unless setPath is used"
    return "a fragment never reaches HubSpot; push setPath with the whole path before trackPageView"


@hint(see=f"{API}/set-path")
def lost_fragment(case: Case) -> str | None:
    """A path behind the hash is counted only where the page says it."""
    views = case.timeline.page_views if "#" in (case.missing_path or "") else ()
    if not views or any(view.page.path is not None for view in views):
        return None
    return "a fragment never reaches HubSpot; push setPath with the whole path before trackPageView"


@hint(see=f"{API}/track-page-view")
def path_set_only(case: Case) -> str | None:
    """`setPath` sends nothing by itself."""
    path = case.missing_path
    calls = [call for call in case.calls("setPath") if path and path_matches(path, argument(0)(call))]
    if not calls or any(call.at >= calls[-1].at for call in case.calls("trackPageView")):
        return None
    return f"setPath{at(calls[-1])} sends nothing by itself; push trackPageView after it"


@hint(see=f"{API}/track-page-view")
def route_without_view(case: Case) -> str | None:
    """The address changed without a load, which the tracker does not notice."""
    path = case.missing_path
    routes = [route for route in case.timeline.navigations if path and route.kind != "load"]
    routes = [route for route in routes if path_matches(path, without_origin(route.url))]
    moment = moments_of(case.timeline)
    if not routes or any(moment(view) >= moment(routes[-1]) for view in case.timeline.page_views):
        return None
    return (
        f"the address changed{at(routes[-1])}, which the tracker does not notice; push setPath and trackPageView there"
    )


@hint(see=f"{API}/track-page-view")
def first_view_twice(case: Case) -> str | None:
    """The tracker sends the first page view by itself."""
    claim, early = case.judgement.claim, [call for call in case.calls("trackPageView") if call.before_takeover]
    if not (isinstance(claim, BeSent) and claim.times and len(case.found_views) > claim.times and early):
        return None
    return (
        f"the first page view is automatic; trackPageView{at(early[0])} before the tracker has loaded counts it again"
    )
