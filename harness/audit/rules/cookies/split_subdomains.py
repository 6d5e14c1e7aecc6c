"""Rule split-subdomains."""

from __future__ import annotations

from harness.audit.crossings import is_same_site
from harness.audit.documents import documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.address import host_of
from harness.wire.hits import Hit
from harness.wire.words import plain

__all__ = ["split_subdomains"]


@rule(family="cookies", severity="error", needs={"hits"})
def split_subdomains(visit: Visit) -> Findings:
    """Two sub-domains of one domain know the same visitor as two.

    Why: The tracking code writes its cookies for the whole domain only if the domain is in the portal's list, and if
        nothing limits them to the host; otherwise each sub-domain has visitors of its own.
    Fix: Add the domain to the portal's list, and take setCookiesToSubdomain out of the tracking settings.
    Bad: www.acme.test and docs.acme.test with the loader, and no acme.test in the portal's list
    Good: acme.test in the portal's list
    See: https://knowledge.hubspot.com/reports/set-up-your-hubspot-tracking-code
    """
    first: list[tuple[str, str | None]] = []
    compared = 0
    told: set[str] = set()
    for document in documents(visit):
        host = host_of(document.url)
        for hit in filter(_tells_visitor, document.hits):
            other = next((each for each in first if is_same_site(f"https://{each[0]}", document.url)), None)
            if other is None:
                first.append((host, hit.visitor.usertoken))
            elif other[0] != host and not _is_handed_over(hit):
                compared += 1
                if other[1] != hit.visitor.usertoken and host not in told:
                    told.add(host)
                    yield finding(
                        f"{plain(host)} has another visitor than {plain(other[0])}, although both are sub-domains of "
                        "one domain; HubSpot will record two visitors for one",
                        at=hit,
                    )
    if not compared:
        raise DoesNotApply("no two sub-domains of one domain were visited")


def _tells_visitor(hit: Hit) -> bool:
    return hit.visitor.usertoken is not None and hit.visitor.hstc is not None and hit.consent.given


def _is_handed_over(hit: Hit) -> bool:
    # Who was handed over to one of them keeps the token there.
    return "__hstc=" in (hit.page.url or "") or hit.visitor.was_reset
