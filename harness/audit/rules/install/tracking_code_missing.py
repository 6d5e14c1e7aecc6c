"""Rule tracking-code-missing."""

from __future__ import annotations

from harness.audit.finding import DoesNotApply, Findings, Undecided, finding
from harness.audit.loaders import documents_with_pages
from harness.audit.rule import rule
from harness.audit.tracked import choice_until
from harness.audit.visit import PageVisit, Visit
from harness.wire.address import path_of
from harness.wire.words import plain

__all__ = ["tracking_code_missing"]


@rule(family="install", severity="error", needs={"hits", "calls", "pages", "document"})
def tracking_code_missing(visit: Visit) -> Findings:
    """A page of a site has no tracking code, so nothing that happens there is seen.

    Why: HubSpot sees what its tracking code reports; a template that lacks the loader leaves a gap in every visit. A
        tag that a server runs (Cloudflare Zaraz, server-side Tag Manager) no browser can see, nor can this rule.
    Fix: Put the loader into the layout that all pages share, right before the end of the body.
    Bad: a landing page with a layout of its own, without the loader
    Good: <script id="hs-script-loader" async defer src="//js.hs-scripts.com/4242.js"></script>
    See: https://knowledge.hubspot.com/reports/install-the-hubspot-tracking-code
    """
    read = [(document, page) for document, page in documents_with_pages(visit) if _is_page(page.status)]
    if not read:
        raise DoesNotApply("no page could be read")
    if visit.banner is not None and not visit.choices:
        raise DoesNotApply("a consent banner may hold the tracking code back, and nobody has answered it")
    if visit.journey == "gpc" and any(page.platforms for page in visit.pages):
        raise DoesNotApply("a consent platform holds the tracking code back from a browser that refuses by itself")
    bare = [
        (document, page)
        for document, page in read
        if not (page.loaders or document.hits or page.takeover or _is_held_back(visit, page))
    ]
    if bare and (visit.malformed or visit.failed_requests) and len(bare) == len(read):
        yield Undecided("no page has a loader, but requests to HubSpot were seen that led to no hit")
        return
    for document, page in {path_of(page.final_url): (document, page) for document, page in reversed(bare)}.values():
        calls = [call for call in document.calls if call.queue == "_hsq" and not call.by_tracking_code]
        waiting = ", although calls wait for it in the queue" if calls else ""
        yield finding(
            f"{plain(path_of(page.final_url))} has no tracking code{waiting}; HubSpot will record nothing of it",
            at=page,
            cause=calls[0] if calls else None,
        )


def _is_held_back(visit: Visit, page: PageVisit) -> bool:
    """Whether the visitor had not agreed by the time when the next page was loaded."""
    later = [other.loaded_at for other in visit.pages if other.loaded_at > page.loaded_at]
    ends = min(later, default=max((choice.chosen_at for choice in visit.choices), default=page.loaded_at))
    choice = choice_until(visit, ends)
    return visit.banner is not None if choice is None else not choice.allows_analytics


def _is_page(status: int | None) -> bool:
    return status is None or 200 <= status < 300
