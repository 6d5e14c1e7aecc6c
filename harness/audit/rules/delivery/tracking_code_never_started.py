"""Rule tracking-code-never-started."""

from __future__ import annotations

from harness.audit.blocked import blocked
from harness.audit.finding import DoesNotApply, Findings, Undecided, finding
from harness.audit.loaders import documents_with_pages, portals_of
from harness.audit.rule import rule
from harness.audit.visit import PageVisit, Visit
from harness.wire.address import host_of, path_of
from harness.wire.words import plain

__all__ = ["tracking_code_never_started"]

OK = 200


@rule(family="delivery", severity="error", needs={"hits", "calls", "pages", "document", "scripts", "faults"})
def tracking_code_never_started(visit: Visit) -> Findings:
    """HubSpot's scripts arrive, but the tracking code never starts.

    Why: The tracking code starts when the page has loaded and takes over the queue; a page that never finishes loading,
        or that has frozen _hsq or put something else in its place, keeps it from starting.
    Fix: Leave _hsq the plain array that HubSpot documents, and let the page's load event happen.
    Bad: window._hsq = Object.freeze([]);
    Good: window._hsq = window._hsq || [];
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    loaded = [(document, page) for document, page in documents_with_pages(visit) if portals_of(page)]
    if not loaded:
        raise DoesNotApply("no page has a loader that runs")
    refused = {path_of(each.page) for each in blocked(visit, "script")}
    for document, page in loaded:
        place = path_of(page.final_url)
        if document.hits or page.takeover is not False or place in refused or not _has_scripts(visit, page):
            continue
        if page.queue in ("array", "other"):
            kind = "is an array that it could not take over" if page.queue == "array" else "is no array"
            yield finding(
                f"the tracking code of {plain(place)} arrived and never started: _hsq {kind}; "
                "HubSpot will record nothing of the page",
                at=page,
                cause=next((call for call in document.calls if not call.by_tracking_code), None),
            )
        else:
            yield Undecided(f"the tracking code of {plain(place)} had not started when the page was left")


def _has_scripts(visit: Visit, page: PageVisit) -> bool:
    """Whether an analytics script was answered since the page was loaded."""
    return any(
        ".hs-analytics.net" in host_of(script.url) and script.status == OK and script.at >= page.loaded_at
        for script in visit.scripts
    )
