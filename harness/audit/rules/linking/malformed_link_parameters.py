"""Rule malformed-link-parameters."""

from __future__ import annotations

from harness.audit.crossings import crossings, flaw_of
from harness.audit.documents import documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.address import host_of
from harness.wire.words import plain

__all__ = ["malformed_link_parameters"]

WEB = ("http:", "https:")


@rule(family="linking", severity="error", needs={"hits"})
def malformed_link_parameters(visit: Visit) -> Findings:
    """Link parameters are written into an address in a way in which HubSpot cannot read them.

    Why: The tracking code looks for __hstc, __hssc and __hsfp in the query. Code that appends "&__hstc=…" to an address
        without a query writes them into the path, which may also lead nowhere; behind # or cut short they are lost.
    Fix: Add the parameters with URL.searchParams, which knows where the query is.
    Bad: link.href += `&__hstc=${hstc}&__hssc=${hssc}&__hsfp=${hsfp}`;
    Good: const url = new URL(link.href); url.searchParams.set("__hstc", hstc); link.href = url.href;
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    links = [(page, link.href) for page in visit.pages for link in page.links if "__hs" in link.href]
    crossed = crossings(visit)
    if not links and not crossed:
        raise DoesNotApply("no link carries link parameters")
    told: set[tuple[str, str]] = set()
    for page, href in links:
        flaw = flaw_of(href) if href.startswith(WEB) else "it is no address of a page"
        key = (flaw, host_of(href))
        if flaw and key not in told:
            told.add(key)
            yield finding(
                f"the link to {plain(href)} carries link parameters, but {flaw}; "
                "HubSpot will record a new visitor there",
                at=page,
                cause=next(
                    (call for page in documents(visit) for call in page.site_calls("addIdentityListener")), None
                ),
            )
    for crossing in crossed:
        if crossing.blocker == "malformed" and (crossing.reason, host_of(crossing.target.url)) not in told:
            yield finding(
                f"{crossing.step}: the address carries link parameters, but {crossing.reason}; {crossing.loss}",
                at=crossing.hit,
                cause=next(iter(crossing.source.site_calls("addIdentityListener")), None),
            )
