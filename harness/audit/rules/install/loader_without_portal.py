"""Rule loader-without-portal."""

from __future__ import annotations

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.loaders import is_loader, runs, shown_source
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.address import path_of
from harness.wire.endpoints import portal_of_loader
from harness.wire.words import plain

__all__ = ["loader_without_portal"]


@rule(family="install", severity="error", needs={"document"})
def loader_without_portal(visit: Visit) -> Findings:
    """The address of the loader holds no portal id, because the setting that it should come from is empty.

    Why: The loader's file name is the portal id; with undefined, null or a placeholder in its place there is no such
        file, and no tracking code.
    Fix: Set the variable that holds the portal id in the environment that builds the site, and build it again.
    Bad: <script src="//js.hs-scripts.com/undefined.js"></script>
    Good: <script src="//js.hs-scripts.com/4242.js"></script>
    See: https://knowledge.hubspot.com/reports/install-the-hubspot-tracking-code
    """
    tags = [(page, tag) for page in visit.pages for tag in page.loaders if is_loader(tag) and runs(tag)]
    if not tags:
        raise DoesNotApply("no page has a loader that runs")
    wrong = {tag.src: page for page, tag in reversed(tags) if portal_of_loader(tag.src) is None}
    shown = {tag.src: shown_source(tag) for _, tag in tags}
    for src, page in wrong.items():
        yield finding(
            f"the loader on {plain(path_of(page.final_url))} is {plain(shown[src])}, which names no portal; "
            "HubSpot will record nothing",
            at=page,
        )
