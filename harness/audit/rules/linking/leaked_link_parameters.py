"""Rule leaked-link-parameters."""

from __future__ import annotations

from harness.audit.crossings import crossings
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.linking import LinkParams
from harness.wire.words import plain

__all__ = ["leaked_link_parameters"]


@rule(family="linking", severity="error", needs={"hits", "document", "links"})
def leaked_link_parameters(visit: Visit) -> Findings:
    """An address that everybody gets, a canonical link or a link in the page, carries one visitor's link parameters.

    Why: The parameters are one visitor's; whoever follows such a link in the same kind of browser may be taken for
        that visitor, and search engines keep the address. It happens when a decorated address is copied into a page.
    Fix: Take __hstc, __hssc and __hsfp out of addresses that are written, stored or shared.
    Bad: <a href="https://acme-shop.test/?__hstc=78926283.60c2…&__hssc=…&__hsfp=…">
    Good: <a href="https://acme-shop.test/">
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    if not visit.pages:
        raise DoesNotApply("no page was seen")
    own = {hit.visitor.usertoken for hit in visit.hits if hit.visitor.usertoken}
    told: set[str] = set()
    for page in visit.pages:
        if page.canonical and LinkParams.find(page.canonical) and "canonical" not in told:
            told.add("canonical")
            yield finding(
                f"the canonical link carries link parameters: {plain(page.canonical)}; HubSpot will record the view "
                "under this address",
                at=page,
            )
        for link in page.links:
            carried = LinkParams.find(link.href)
            visitor = carried.hstc.visitor if carried and carried.hstc else ""
            if visitor and own and visitor not in own and visitor not in told:
                told.add(visitor)
                yield finding(
                    f"the link to {plain(link.href)} carries the link parameters of another visitor; "
                    "HubSpot will record its visitors as that one",
                    at=page,
                )
    for crossing in crossings(visit):
        if crossing.blocker == "stranger" and not told:
            yield finding(
                f"{crossing.step}: {crossing.reason}; HubSpot will record its visitors as that one", at=crossing.hit
            )
