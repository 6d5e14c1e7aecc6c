"""Rule mixed-hublets."""

from __future__ import annotations

from collections.abc import Iterator

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.loaders import is_loader, runs, shown_source
from harness.audit.rule import rule
from harness.audit.visit import PageVisit, Visit
from harness.wire.address import host_of
from harness.wire.endpoints import hublet_of, portal_of_loader
from harness.wire.hits import CustomEvent, FormSubmission, Hit, PageView
from harness.wire.words import plain

__all__ = ["mixed_hublets"]

Seen = tuple[int, str, str, Hit | PageVisit]


@rule(family="install", severity="error", needs={"hits", "document"})
def mixed_hublets(visit: Visit) -> Findings:
    """One portal is addressed in two hublets: one loader, form or hit goes to one region, another one does not.

    Why: A portal lives in one of HubSpot's data centres, and its scripts and endpoints carry that hublet in their host
        names; what is sent to another region is turned away, or answered with a script that knows no such portal.
    Fix: Use the hosts of the portal's own hublet everywhere, as its settings show them.
    Bad: js-eu1.hs-scripts.com for the loader, and api.hsforms.com for the form
    Good: js-eu1.hs-scripts.com and api-eu1.hsforms.com
    See: https://knowledge.hubspot.com/account-security/hubspot-cloud-infrastructure-and-data-hosting-frequently-asked-questions
    """
    seen = [*_loaders(visit), *_hits(visit)]
    if not seen:
        raise DoesNotApply("no portal was addressed")
    for portal in dict.fromkeys(portal for portal, *_ in seen):
        places = {hublet: (what, at) for each, hublet, what, at in reversed(seen) if each == portal}
        if len(places) > 1:
            told = " and ".join(f"in {hublet} by {what}" for hublet, (what, _) in sorted(places.items()))
            first = next(hublet for each, hublet, _, _ in seen if each == portal)
            other = next(at for hublet, (_, at) in places.items() if hublet != first)
            yield finding(
                f"portal {portal} is addressed {plain(told, 300)}; HubSpot will record only what its own region gets",
                at=other,
            )


def _loaders(visit: Visit) -> Iterator[Seen]:
    for page in visit.pages:
        for tag in page.loaders:
            portal, hublet = portal_of_loader(tag.src), hublet_of(host_of(tag.src))
            if portal and hublet and is_loader(tag) and runs(tag):
                yield portal, hublet, shown_source(tag), page


def _hits(visit: Visit) -> Iterator[Seen]:
    for hit in visit.hits:
        if isinstance(hit, PageView | CustomEvent | FormSubmission) and hit.portal_id:
            yield hit.portal_id, hit.hublet, f"a {hit.kind}", hit
