"""Rule loader-installed-twice."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from harness.audit.documents import Document, documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.loaders import LOADER_ID, is_loader, runs
from harness.audit.rule import rule
from harness.audit.visit import LoaderTag, PageVisit, Visit
from harness.audit.words import count
from harness.capture.timeline import Navigation
from harness.wire.address import host_of, path_of
from harness.wire.endpoints import portal_of_loader
from harness.wire.words import plain

__all__ = ["loader_installed_twice"]


@rule(family="install", severity="warning", needs={"document"})
def loader_installed_twice(visit: Visit) -> Findings:
    """The loader of one portal stands in a page more than once.

    Why: One comes with the template, another from a tag manager, a plugin, or a route that brings its own. Which of
        them wins depends on their order, and where the second one brings its own copy of the tracking code, every view
        is counted twice.
    Fix: Keep one of them, and take the other out of the template, the tag manager or the plugin's settings.
    Bad: the loader in the footer, and a HubSpot tag in Google Tag Manager
    Good: the loader in one place
    See: https://knowledge.hubspot.com/reports/install-the-hubspot-tracking-code
    """
    installed = [page for page in visit.pages if any(map(is_loader, page.loaders))]
    if not installed:
        raise DoesNotApply("no page has a loader")
    known: set[tuple[int, int]] = set()
    for page in installed:
        for portal, number in _numbers(page).items():
            if number > 1 and (portal, number) not in known:
                known.add((portal, number))
                told = f"{plain(path_of(page.final_url))} has the loader of portal {portal} {count(number, 'time')}"
                yield finding(f"{told}; HubSpot will record its visitors once or twice, by chance", at=page)
    for document in documents(visit):
        routes = _loading_routes(visit, document)
        if len(routes) > 1:
            told = f"{count(len(routes), 'change')} of route asked for the loader once more"
            yield finding(f"{told}; HubSpot will record a route once or twice, by chance", at=routes[0])


def _loading_routes(visit: Visit, document: Document) -> list[Navigation]:
    """The changes of route after which a loader was asked for, before the next one.

    One may be that of the tracking code itself, which adds its own where it finds none with the documented id.
    """
    routes = [change for change in document.changes if change.kind != "replace"]
    if not routes:
        return []
    ends = [*(change.at for change in routes[1:]), _end(visit, document)]
    asked = [load.at for load in visit.scripts if host_of(load.url).endswith(".hs-scripts.com") and load.portal_id]
    return [
        route
        for route, end in zip(routes, ends, strict=True)
        if any(route.at < at and (end is None or at < end) for at in asked)
    ]


def _end(visit: Visit, document: Document) -> datetime | None:
    """When the next document was loaded, in whichever tab."""
    return next((other.started_at for other in documents(visit) if other.started_at > document.started_at), None)


def _numbers(page: PageVisit) -> Counter[int]:
    """How often each portal's loader is installed; one that the tracking code adds by itself does not count.

    It adds its own, with the documented element id, where it finds none with that id.
    """
    tags = [tag for tag in page.loaders if is_loader(tag) and runs(tag)]
    own = [tag for tag in tags if tag.element_id != LOADER_ID]
    counts = Counter(portal for tag in tags if (portal := _portal(tag)))
    if len(own) == 1 and len(tags) == 2:
        return Counter()
    return counts


def _portal(tag: LoaderTag) -> int:
    return portal_of_loader(tag.src) or 0
