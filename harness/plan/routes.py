"""Whether the routes of a plan were viewed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from harness.capture.timeline import Navigation, Timeline
from harness.plan.fault import Fault
from harness.plan.plan import Plan
from harness.wire.address import host_of, path_of, without_origin
from harness.wire.words import plain

__all__ = ["missed_routes", "unviewed_routes"]


def missed_routes(plan: Plan, timeline: Timeline) -> Iterator[Fault]:
    """The routes that were visited without a page view that counts the visit, each address once."""
    told = set()
    counted = _counted(timeline)
    for visit in _visits(timeline):
        route = next((route for route in plan.routes if route.covers(visit.url)), None)
        place = (host_of(visit.url), path_of(visit.url), route)
        if route and place not in told and not any(map(route.covers, counted[path_of(visit.url)])):
            told.add(place)
            said = f"{plain(without_origin(visit.url))} was visited, and no page view counted it"
            yield Fault(kind="route not viewed", text=said, at=visit, line=route.line)


def unviewed_routes(plan: Plan, timeline: Timeline) -> Iterator[Fault]:
    """The routes that were neither viewed nor visited."""
    for route in plan.routes:
        addresses = (
            *(view.page.tracked_url for view in timeline.page_views),
            *(visit.url for visit in _visits(timeline)),
        )
        if not any(map(route.covers, addresses)):
            yield Fault(kind="route not viewed", text=f"{plain(route.text)} was never viewed", line=route.line)


def _visits(timeline: Timeline) -> Iterator[Navigation]:
    """The addresses that each page had, except those that the page put another path in the place of (a redirect)."""
    top = [change for change in timeline.navigations if change.top]
    for _, changes in groupby(sorted(top, key=lambda change: change.page), key=lambda change: change.page):
        visits = list(changes)
        for visit, after in zip(visits, [*visits[1:], None], strict=True):
            if not (after and after.kind == "replace" and path_of(after.url) != path_of(visit.url)):
                yield visit


def _counted(timeline: Timeline) -> defaultdict[str, set[str]]:
    """The addresses under which page views were counted, by the path that they came from and by the one they gave."""
    counted: defaultdict[str, set[str]] = defaultdict(set)
    for view in timeline.page_views:
        if address := view.page.tracked_url:
            counted[path_of(address)].add(address)
            counted[path_of(view.page.url or "")].add(address)
    return counted
