"""Rule linker-off."""

from __future__ import annotations

from harness.audit.crossings import crossings, departures, portal_of
from harness.audit.documents import Document
from harness.audit.finding import DoesNotApply, Findings, Undecided, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.audit.words import count
from harness.wire.address import host_of
from harness.wire.words import plain

__all__ = ["linker_off"]


@rule(family="linking", severity="error", needs={"hits", "calls", "portal", "links"})
def linker_off(visit: Visit) -> Findings:
    """Links lead to another domain of the company, and nothing hands the visitor over.

    Why: Cookies end at the domain. Unless HubSpot's automatic linking is on, or the site's own code asks for the link
        parameters, whoever crosses is a new visitor there, and the company's own domain is the source.
    Fix: Switch automatic cross-domain linking on in the portal's tracking settings, or add the parameters to links with
        addIdentityListener.
    Bad: two domains in the portal's list, automatic linking off, and plain links between them
    Good: automatic linking on
    See: https://knowledge.hubspot.com/reports/set-up-your-hubspot-tracking-code
    """
    leaving = list(departures(visit))
    crossed = crossings(visit)
    if not leaving and not crossed:
        raise DoesNotApply("no page leads to another domain of the portal")
    told: set[str] = set()
    for document, page, portal, bare in leaving:
        hosts = {host_of(href) for href in bare} - told
        if portal.automatic_linker or _asks(document) or not hosts:
            continue
        if _is_opaque(document):
            yield Undecided(f"a function in the queue of {plain(page.final_url)} may decorate links when they are used")
            continue
        told |= hosts
        yield finding(
            f"{count(len(bare), 'link')} to {plain(' and '.join(sorted(hosts)))} will hand over no visitor: "
            "automatic linking is off, and no identity listener is there; HubSpot will record a new visitor there",
            at=page,
        )
    for crossing in crossed:
        known = portal_of(visit, [crossing.hit])
        off = known and not known.automatic_linker and not _asks(crossing.source) and not _is_opaque(crossing.source)
        if crossing.blocker == "missing" and off and host_of(crossing.target.url) not in told:
            yield finding(
                f"{crossing.step}: the address carries no link parameters, automatic linking is off, and no identity "
                f"listener is there; {crossing.loss}",
                at=crossing.hit,
            )


def _asks(document: Document) -> bool:
    """Whether the site asks for the link parameters, which it may add when a link is used."""
    names = ("addIdentityListener", "addCookieListener", "handleLink", "enableAutomaticLinker")
    return any(call.function in names and not call.by_tracking_code for call in document.calls)


def _is_opaque(document: Document) -> bool:
    return any(call.function == "(function)" and not call.by_tracking_code for call in document.calls)
