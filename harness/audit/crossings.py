"""Crossings: each step of a visit from one domain of a company to another, and whether HubSpot can tell the visitor.

HubSpot knows a visitor by cookies, which end at the domain. On the next one the visitor is the same only if the link
carried `__hstc`, `__hssc` and `__hsfp`, and if the tracking code that reads them there accepts them: same browser, and
a domain of the portal's list as origin.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from harness.audit.crawl.address import site_of
from harness.audit.documents import Document, documents
from harness.audit.tracked import TRACKING, is_cookieless
from harness.audit.visit import PageVisit, Visit
from harness.tracker.model.link import leads_elsewhere
from harness.wire.address import host_of, without_fragment
from harness.wire.cookies import domain_hash
from harness.wire.hits import Hit
from harness.wire.linking import LinkParams
from harness.wire.pairs import split_pairs
from harness.wire.portal import PortalFacts
from harness.wire.words import plain, quoted

__all__ = [
    "Blocker",
    "Crossing",
    "crossings",
    "departures",
    "flaw_of",
    "is_same_site",
    "leads_away",
    "page_of",
    "portal_of",
]

Blocker = Literal["", "consent", "missing", "malformed", "dropped", "stranger", "unlisted", "fingerprint", "unknown"]

NAMES = ("__hstc", "__hssc", "__hsfp")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """One step to another domain: whether the visitor was merged, and if not, by what it was stopped.

    `blocker` is empty where HubSpot can merge the visitor; `consent` is no fault of the site; `unknown` is all else.
    `reason` says the same in words. `hit` is the first one of the arriving page.
    """

    source: Document
    target: Document
    hit: Hit
    blocker: Blocker = ""
    reason: str = ""

    @property
    def is_merged(self) -> bool:
        """Whether the arriving page tells the visitor of the one before."""
        return not self.blocker

    @property
    def step(self) -> str:
        """The two hosts, for messages."""
        return f"{plain(host_of(self.source.url))} to {plain(host_of(self.target.url))}"

    @property
    def loss(self) -> str:
        """What comes of a visitor who was not merged, for messages."""
        return f"HubSpot will record a new visitor who came from {plain(host_of(self.source.url))}"


def crossings(visit: Visit) -> tuple[Crossing, ...]:
    """The steps of a visit between pages of different domains that report to the same portal, in order."""
    found, seen = [], list[Document]()
    for target in documents(visit):
        hits = _sent(target)
        source = _source(hits, seen) if hits else None
        if source and not is_same_site(source.url, target.url):
            blocker, reason = _blocker(visit, source, target)
            found.append(Crossing(source=source, target=target, hit=hits[0], blocker=blocker, reason=reason))
        if hits:
            seen.append(target)
    return tuple(found)


def flaw_of(url: str) -> str:
    """What is wrong with the link parameters of an address, in words; empty when they are whole, or none are there."""
    carried = LinkParams.find(url)
    before = without_fragment(url)
    names = [name for name, _ in split_pairs(before.partition("?")[2]) if name in NAMES]
    doubled = sorted({name for name in names if names.count(name) > 1})
    if carried is None:
        return "they are written into the path, without ?" if "__hstc=" in before else ""
    if "?" in before and LinkParams.find(before) is None:
        return "they stand behind #, where HubSpot does not read them beside a query"
    if doubled:
        return f"{' and '.join(doubled)} stand{'s' if len(doubled) == 1 else ''} there twice"
    if carried.torn:
        key, text = carried.torn[0]
        return f"{key} is {quoted(text)}, which is none of its values"
    lacking = [name for name, value in zip(NAMES, (carried.hstc, carried.hssc, carried.hsfp), strict=True) if not value]
    return f"{' and '.join(lacking)} {'is' if len(lacking) == 1 else 'are'} missing" if lacking else ""


def is_same_site(one: str, other: str) -> bool:
    """Whether two addresses belong to one registrable domain, whose cookies their pages may share."""
    if host_of(one) == host_of(other):
        return True
    try:
        return site_of(one) == site_of(other)
    except ValueError:
        return False


def leads_away(portal: PortalFacts, host: str, url: str) -> bool:
    """Whether a link on a page of `host` leads to another of the portal's domains."""
    try:
        urlsplit(url)
    except ValueError:
        return False
    return leads_elsewhere(host, portal.cookie_domains)(url)


def departures(visit: Visit) -> Iterator[tuple[Document, PageVisit, PortalFacts, list[str]]]:
    """The documents with consent that lead to other domains of the portal, with the links that carry no parameters."""
    for document in documents(visit):
        hits = _sent(document)
        page, portal = page_of(visit, document), portal_of(visit, hits)
        if page is None or portal is None or all(map(is_cookieless, hits)):
            continue
        away = [link.href for link in page.links if leads_away(portal, host_of(document.url), link.href)]
        if away:
            yield document, page, portal, [href for href in away if "__hstc=" not in href]


def page_of(visit: Visit, document: Document) -> PageVisit | None:
    """What a document said of itself; None when nobody looked."""
    at_load = (page for page in visit.pages if page.loaded_at == document.started_at)
    alike = (page for page in visit.pages if without_fragment(page.final_url) == without_fragment(document.url))
    return next(at_load, None) or next(alike, None)


def portal_of(visit: Visit, hits: Sequence[Hit]) -> PortalFacts | None:
    """The configuration of the portal to which hits report; None when it could not be read."""
    ids = {hit.portal_id for hit in hits}
    return next((portal for portal in visit.portals if portal.portal_id in ids), None)


def _sent(document: Document) -> list[Hit]:
    return [hit for hit in document.hits if isinstance(hit, TRACKING)]


def _source(hits: Sequence[Hit], seen: Sequence[Document]) -> Document | None:
    """The document from which the visitor came: the last one of the host that the hits name as referrer."""
    referrer = host_of(hits[0].page.referrer or "")
    came = [document for document in seen if host_of(document.url) == referrer]
    portals = {hit.portal_id for hit in hits}
    return next((each for each in reversed(came) if portals & {hit.portal_id for hit in each.hits}), None)


def _blocker(visit: Visit, source: Document, target: Document) -> tuple[Blocker, str]:
    left, arrived = _sent(source), _sent(target)
    if all(map(is_cookieless, left)):
        return "consent", "there is no consent on the page before"
    if all(map(is_cookieless, arrived)):
        return "consent", "there is no consent on the page that follows"
    token = next(hit.visitor.usertoken for hit in reversed(left) if not is_cookieless(hit))
    if any(token in (hit.visitor.usertoken, _handed_over(hit)) for hit in arrived):
        return "", ""
    carried = LinkParams.find(target.url)
    if flaw := flaw_of(target.url):
        return "malformed", flaw
    if carried is None:
        return _missing(page_of(visit, target))
    return _refused(visit, carried, token, arrived)


def _missing(page: PageVisit | None) -> tuple[Blocker, str]:
    steps = page.redirects if page else ()
    for step in steps:
        if LinkParams.find(step.url) and not LinkParams.find(step.location):
            return "dropped", f"the redirect of {plain(without_fragment(step.url).partition('?')[0])} drops them"
    return "missing", "the address carries no link parameters"


def _refused(visit: Visit, carried: LinkParams, token: str | None, arrived: Sequence[Hit]) -> tuple[Blocker, str]:
    """Why whole parameters were not accepted."""
    hstc, portal = carried.hstc, portal_of(visit, arrived)
    if hstc and hstc.visitor != token:
        return "stranger", f"__hstc tells the visitor {quoted(hstc.visitor)}, not this one"
    own = {hit.visitor.fingerprint for hit in arrived if hit.visitor.fingerprint}
    if own and carried.hsfp not in own:
        return "fingerprint", f"__hsfp is {quoted(carried.hsfp or '')}, the browser's is {quoted(sorted(own)[0])}"
    if hstc and portal and hstc.domain_hash not in map(domain_hash, portal.cookie_domains):
        return "unlisted", "the portal's list of domains has not the one that the visitor comes from"
    return "unknown", "link parameters are there and whole, and the visitor is another one all the same"


def _handed_over(hit: Hit) -> str | None:
    """The visitor of the other domain whom the tracking code names where one is known already."""
    return hit.identity.get("visitor") if hit.identity else None
