"""Rule route-not-counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from harness.audit.documents import Document, documents
from harness.audit.finding import DoesNotApply, Finding, Findings, Undecided, finding
from harness.audit.route_hooks import route_fix
from harness.audit.rule import rule
from harness.audit.stays import Stay, counted
from harness.audit.visit import Visit
from harness.audit.words import count
from harness.capture.timeline import Navigation, QueueCall
from harness.wire.hits import PageView
from harness.wire.words import plain

__all__ = ["route_not_counted"]

STEPS = ("push", "pop", "hash")
"""The changes of address that a visitor makes; applications replace addresses by themselves."""


@rule(family="page-views", severity="error", needs={"hits", "calls", "navigations"})
def route_not_counted(visit: Visit) -> Findings:
    """A change of route is not counted, because nothing tells HubSpot of it.

    Why: The tracking code counts a view when a document is loaded and at no other time; an application that changes
        the address itself, and Turbo, htmx or a page transition too, has to push each later view.
    Fix: Push setPath and trackPageView in the router's hook that runs after each change of route.
    Bad: the loader alone in the shell of a single-page application
    Good: router.afterEach((to, from) => { if (from.matched.length) track(to.fullPath); });
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    tracked = [document for document in documents(visit) if document.views and not document.site_calls("doNotTrack")]
    routes = [(document, list(counted(document))) for document in tracked]
    if not any(_step(stay) for _, stays in routes for stay, _ in stays):
        raise DoesNotApply("no counted document changed its address to another place")
    for document, stays in routes:
        missed = list(_missed(document, stays))
        if missed and visit.malformed:
            yield Undecided(f"the route {plain(missed[0][0].place)} may have been counted by a hit that cannot be read")
        elif missed and not visit.settled and missed[-1][0].end is None:
            yield Undecided(f"the page did not come to rest after the change of route to {plain(missed[-1][0].place)}")
        elif missed:
            found = _findings(document, missed, sum(_step(stay) is not None for stay, _ in stays))
            yield from (replace(each, fix=route_fix(visit, document)) for each in found)


def _step(stay: Stay) -> Navigation | None:
    """The visitor's step that led to a stay, if it was one."""
    return stay.change if stay.change and stay.change.kind in STEPS else None


def _missed(document: Document, stays: Sequence[tuple[Stay, PageView | None]]) -> Iterator[tuple[Stay, Navigation]]:
    """The steps since tracking began that no view counts; one that a redirect takes further at once is none.

    Why a view that the site did push led to no hit is for other rules.
    """
    begun = document.when(document.views[0])
    ends: list[Navigation | None] = [*(after.change for after, _ in stays[1:]), None]
    for (stay, view), end in zip(stays, ends, strict=True):
        step = _step(stay)
        counts = view or (end and end.kind == "replace") or (stay.end and stay.end <= begun)
        if step and not counts and not any(_during(call, stay) for call in document.site_calls("trackPageView")):
            yield stay, step


def _during(call: QueueCall, stay: Stay) -> bool:
    return stay.start <= call.at and (stay.end is None or call.at <= stay.end)


def _findings(document: Document, missed: Sequence[tuple[Stay, Navigation]], steps: int) -> Iterator[Finding]:
    """One finding for an application that counts no route, else one for each route that it forgets."""
    if len(missed) == steps > 1:
        places = plain(", ".join(dict.fromkeys(stay.place for stay, _ in missed)))
        told = f"none of {count(steps, 'change')} of route was counted; HubSpot will record no view of {places}"
        yield _finding(document, *missed[0], told)
        return
    first = {stay.place: (stay, step) for stay, step in reversed(missed)}
    for stay, step in reversed(first.values()):
        place = plain(stay.place)
        told = f"the change of route to {place} was not counted; HubSpot will record no view of it"
        yield _finding(document, stay, step, told)


def _finding(document: Document, stay: Stay, step: Navigation, told: str) -> Finding:
    """To blame is a setPath that no trackPageView followed; without one it is the change of address itself."""
    said = (call for call in document.site_calls("setPath") if _during(call, stay))
    return finding(told, at=step, cause=next(said, step))
