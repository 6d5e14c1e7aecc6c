"""Rule several-portals."""

from __future__ import annotations

from harness.audit.documents import documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.loaders import documents_with_pages, portals_of
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.hits import CustomEvent, PageView
from harness.wire.words import plain

__all__ = ["several_portals"]


@rule(family="install", severity="error", needs={"hits", "document"})
def several_portals(visit: Visit) -> Findings:
    """One page carries the loaders of several portals.

    Why: The loaders share one queue and the same element ids: the tracking code is put into the page once, by whichever
        loader comes first, and the other portal misses visitors or gets those of the first.
    Fix: Keep the loader of the portal that the site belongs to, and take the other one out.
    Bad: the loader of the old portal in the template, that of the new one in the tag manager
    Good: one loader on every page
    See: https://knowledge.hubspot.com/reports/install-the-hubspot-tracking-code
    """
    named = [(document, page, portals_of(page)) for document, page in documents_with_pages(visit)]
    if not any(portals for _, _, portals in named) and not any(document.views for document in documents(visit)):
        raise DoesNotApply("no page has a loader")
    known: set[tuple[int, ...]] = set()
    for document, page, portals in named:
        hits = [hit for hit in document.hits if isinstance(hit, PageView | CustomEvent)]
        sent = sorted({hit.portal_id for hit in hits if hit.portal_id})
        told = tuple(dict.fromkeys([*portals, *sent]))
        if len(told) > 1 and told not in known:
            known.add(told)
            names, heard = (" and ".join(map(str, ids)) for ids in (told, sent))
            yield finding(
                f"{plain(page.final_url)} belongs to the portals {names}; "
                f"HubSpot will record its visitors in {heard or 'none of them'}",
                at=page,
            )
