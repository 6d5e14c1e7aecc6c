"""Rule loader-without-id."""

from __future__ import annotations

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.loaders import LOADER_ID, is_loader, runs, shown_source
from harness.audit.rule import rule
from harness.audit.visit import LoaderTag, Visit
from harness.wire.address import path_of
from harness.wire.endpoints import portal_of_loader
from harness.wire.words import plain

__all__ = ["loader_without_id"]


@rule(family="install", severity="warning", needs={"document"})
def loader_without_id(visit: Visit) -> Findings:
    """The loader's element lacks the id that HubSpot documents, so HubSpot's code adds a loader from another host.

    Why: The tracking code looks for an element with the id hs-script-loader; where there is none, it puts one into the
        page, from the host of the portal's own hublet, and every script of the portal is asked for again.
    Fix: Give the element the id hs-script-loader, also where a script or a tag manager makes it.
    Bad: <script async src="//js.hs-scripts.com/4242.js"></script>
    Good: <script id="hs-script-loader" async defer src="//js.hs-scripts.com/4242.js"></script>
    See: https://knowledge.hubspot.com/reports/install-the-hubspot-tracking-code
    """
    installed = [page for page in visit.pages if any(is_loader(tag) and runs(tag) for tag in page.loaders)]
    if not installed:
        raise DoesNotApply("no page has a loader that runs")
    known: set[str] = set()
    for page in installed:
        tags = [tag for tag in page.loaders if is_loader(tag) and runs(tag)]
        for nameless in (tag for tag in tags if tag.element_id != LOADER_ID and tag.src not in known):
            if added := _added(nameless, tags):
                known.add(nameless.src)
                yield finding(
                    f"the loader {plain(shown_source(nameless))} on {plain(path_of(page.final_url))} has no id "
                    f"{LOADER_ID}, and {plain(shown_source(added))} stands beside it; "
                    "HubSpot will load the tracking code a second time",
                    at=page,
                )


def _added(nameless: LoaderTag, tags: list[LoaderTag]) -> LoaderTag | None:
    """The loader with the id that stands beside one without, of the same portal but from another host."""
    portal = portal_of_loader(nameless.src)
    others = (tag for tag in tags if tag.element_id == LOADER_ID and tag.src != nameless.src)
    return next((tag for tag in others if portal_of_loader(tag.src) == portal), None)
