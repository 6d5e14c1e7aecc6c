"""What the visits of a report came by: places, events with their properties, identities."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from harness.report.identity import page_pattern
from harness.report.model import Coverage, EventSeen, HitSeen, PlaceSeen, ReportedVisit
from harness.wire.address import host_of

__all__ = ["coverage_of", "place_of"]


def coverage_of(visits: Iterable[ReportedVisit]) -> Coverage:
    """The coverage of some visits, in the order in which things were met."""
    seen = tuple(visits)
    hits = [hit for visit in seen for hit in visit.hits]
    known = {(key, value) for hit in hits for key, value in hit.identity}
    return Coverage(
        places=_places(seen, hits),
        events=_events(hits),
        identities=dict(sorted(Counter(key for key, _ in known).items())),
        kinds=dict(Counter(hit.kind for hit in hits)),
        visitors=len({hit.visitor for hit in hits if hit.visitor}),
    )


@lru_cache(maxsize=10_000)
def place_of(url: str, path: str = "") -> str:
    """Host and path pattern of an address: `www.acme.test/courses/*`; `path` goes before the address's own.

    It is empty for what came from no page.
    """
    if not url and not path:
        return ""
    return host_of(path if "://" in path else url) + (page_pattern(path or url) or "/")


def _places(visits: Iterable[ReportedVisit], hits: Iterable[HitSeen]) -> tuple[PlaceSeen, ...]:
    loads = Counter(place_of(page.final_url) for visit in visits for page in visit.pages)
    views, sent = Counter[str](), Counter[str]()
    for hit in hits:
        place = place_of(hit.page, hit.path)
        sent[place] += 1
        views[place] += hit.kind == "page view"
    return tuple(
        PlaceSeen(place=place, loads=loads[place], views=views[place], hits=sent[place])
        for place in dict.fromkeys((*loads, *sent))
        if place
    )


def _events(hits: Iterable[HitSeen]) -> tuple[EventSeen, ...]:
    times, properties = Counter[str](), defaultdict[str, Counter[str]](Counter)
    for hit in hits:
        if hit.kind in ("event", "legacy event", "API event"):
            times[hit.name] += 1
            properties[hit.name].update({key for key, _ in hit.properties})
    return tuple(EventSeen(name=name, times=times[name], properties=dict(properties[name])) for name in times)
