"""Rule unlisted-domain."""

from __future__ import annotations

from harness.audit.crossings import crossings, portal_of
from harness.audit.documents import documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.tracked import TRACKING
from harness.audit.visit import Visit
from harness.wire.address import host_of
from harness.wire.cookies import cookie_domain
from harness.wire.words import plain

__all__ = ["unlisted_domain"]


@rule(family="linking", severity="warning", needs={"hits", "portal"})
def unlisted_domain(visit: Visit) -> Findings:
    """A domain that reports to the portal is not in the portal's list of domains.

    Why: Only for listed domains does the tracking code share cookies among sub-domains and accept visitors who are
        handed over; for the others, the company's own pages count as foreign ones that refer.
    Fix: Add the domain in HubSpot under Settings, Tracking & Analytics, Tracking Code, Advanced Tracking.
    Bad: acme.test in the list, and the loader of the same portal on www.acme-shop.test
    Good: acme.test and acme-shop.test in the list
    See: https://knowledge.hubspot.com/reports/set-up-your-hubspot-tracking-code
    """
    refused = [crossing for crossing in crossings(visit) if crossing.blocker == "unlisted"]
    hits = [(page, hit) for page in documents(visit) for hit in page.hits if isinstance(hit, TRACKING)]
    listed = [
        (page, hit, portal) for page, hit in hits if (portal := portal_of(visit, [hit])) and portal.cookie_domains
    ]
    if not listed and not refused:
        raise DoesNotApply("the portal's list of domains is empty, or was not read")
    told = {host_of(crossing.source.url) for crossing in refused}
    for crossing in refused:
        yield finding(
            f"{crossing.step}: {crossing.reason}; {crossing.loss}",
            at=crossing.hit,
            severity="error",
        )
    for page, hit, portal in listed:
        host = host_of(page.url)
        if host not in told and cookie_domain(host, portal.cookie_domains) is None:
            told.add(host)
            domains = plain(", ".join(domain.lstrip(".") for domain in portal.cookie_domains))
            yield finding(
                f"{plain(host)} reports to portal {portal.portal_id}, whose list of domains has {domains}; "
                f"HubSpot will record visitors of {plain(host)} apart from those of the others",
                at=hit,
            )
