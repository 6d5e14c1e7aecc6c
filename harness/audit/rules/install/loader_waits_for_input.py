"""Rule loader-waits-for-input."""

from __future__ import annotations

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.loaders import LAZY, documents_with_pages
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.address import path_of
from harness.wire.words import plain, quoted

__all__ = ["loader_waits_for_input"]


@rule(family="install", severity="error", needs={"document"})
def loader_waits_for_input(visit: Visit) -> Findings:
    """An optimiser delays the loader until the visitor moves, scrolls or clicks.

    Why: Whoever reads the page and leaves, or is on the way to another page, is never counted; fewer visitors and
        fewer bounces are recorded than there were.
    Fix: Exclude hs-scripts.com and hs-analytics.net from "delay JavaScript execution" in the optimiser's settings.
    Bad: <script type="rocketlazyloadscript" src="//js.hs-scripts.com/4242.js"></script>
    Good: <script id="hs-script-loader" async defer src="//js.hs-scripts.com/4242.js"></script>
    See: https://docs.wp-rocket.me/article/1349-delay-javascript-execution
    """
    read = list(documents_with_pages(visit))
    if not any(page.loaders for _, page in read):
        raise DoesNotApply("no page has a loader")
    for _, page in read:
        lazy = [tag for tag in page.loaders if tag.type.lower() in LAZY]
        if lazy:
            yield finding(
                f"the loader on {plain(path_of(page.final_url))} waits as {quoted(lazy[0].type)} for the visitor's "
                "first movement; HubSpot will record no visitor who leaves before",
                at=page,
            )
            return
