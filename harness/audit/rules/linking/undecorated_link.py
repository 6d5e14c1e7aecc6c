"""Rule undecorated-link."""

from __future__ import annotations

from collections.abc import Sequence

from harness.audit.crossings import crossings, departures
from harness.audit.documents import Document
from harness.audit.finding import DoesNotApply, Findings, Undecided, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.audit.words import count
from harness.capture.timeline import QueueCall
from harness.wire.address import host_of
from harness.wire.words import plain

__all__ = ["undecorated_link"]


@rule(family="linking", severity="error", needs={"hits", "calls", "portal", "links"})
def undecorated_link(visit: Visit) -> Findings:
    """Some links to another domain of the company carry no link parameters, although others would hand visitors over.

    Why: Automatic linking decorates the links that are there when the tracking code starts; what is rendered later is
        left out unless it is decorated again, and so are addresses that a script opens.
    Fix: Decorate links whenever some are added: in the identity listener, and again after each rendering.
    Bad: menu.innerHTML = links; after the page has loaded
    Good: menu.innerHTML = links; decorate(menu);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    leaving, crossed = list(departures(visit)), crossings(visit)
    if not leaving and not crossed:
        raise DoesNotApply("no page leads to another domain of the portal")
    merged = {(host_of(each.source.url), host_of(each.target.url)) for each in crossed if each.is_merged}
    told: set[str] = set()
    for document, page, portal, bare in leaving:
        listeners = _listeners(document)
        hosts = sorted({host_of(href) for href in bare} - told)
        if not hosts or not (portal.automatic_linker or listeners):
            continue
        others = len([link for link in page.links if link.href not in bare and host_of(link.href) in hosts])
        if portal.automatic_linker or others:
            told.update(hosts)
            yield finding(
                f"{count(len(bare), 'link')} to {plain(' and '.join(hosts))} without link parameters, the first to "
                f"{plain(bare[0])}; HubSpot will record a new visitor there",
                at=page,
                cause=next(iter(listeners), None),
            )
        elif not any((host_of(document.url), host) in merged for host in hosts):
            told.update(hosts)
            yield Undecided(
                f"no link to {plain(' and '.join(hosts))} carries link parameters when {plain(page.final_url)} "
                "has come to rest; the identity listener may add them when a link is used"
            )
    for crossing in crossed:
        listeners = _listeners(crossing.source)
        if crossing.blocker == "missing" and listeners and host_of(crossing.target.url) not in told:
            yield finding(
                f"{crossing.step}: the address carries no link parameters, although an identity listener is there; "
                f"{crossing.loss}",
                at=crossing.hit,
                cause=listeners[0],
            )


def _listeners(document: Document) -> Sequence[QueueCall]:
    return [call for name in ("addIdentityListener", "addCookieListener") for call in document.site_calls(name)]
