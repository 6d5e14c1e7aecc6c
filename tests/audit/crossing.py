"""Visits that go from one domain of a company to the other, for the tests of what becomes of the visitor there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from harness.audit.pacing import Item
from harness.audit.testing import navigation, page, page_view, visit
from harness.audit.visit import LinkFact, PortalFacts, Redirect, Visit
from harness.wire.cookies import Hssc, Hstc, domain_hash
from harness.wire.hits import Consent, ConsentCategories
from harness.wire.linking import LinkParams

ADA, GRACE, STRANGER = "a" * 32, "b" * 32, "c" * 32
WWW, SHOP = "https://www.acme.test/", "https://acme-shop.test/"
FINGERPRINT = "5a2be4516781bd38b31270c793d7fa27"
BEGUN = datetime(2026, 1, 5, tzinfo=UTC)
LISTED = PortalFacts(portal_id=4242, cookie_domains=(".acme.test", ".acme-shop.test"))
LINKING = PortalFacts(portal_id=4242, cookie_domains=LISTED.cookie_domains, automatic_linker=True)
REFUSED = Consent(given=False, categories=ConsentCategories.NECESSARY)


def cookie(token: str, domain: str = ".acme.test") -> Hstc:
    """The visitor's cookie of a first visit."""
    return Hstc(domain_hash=domain_hash(domain), visitor=token, first=BEGUN, previous=BEGUN, current=BEGUN, sessions=1)


def linked(url: str = SHOP, token: str = ADA, domain: str = ".acme.test", fingerprint: str = FINGERPRINT) -> str:
    """`url` with whole link parameters."""
    session = Hssc(domain_hash=domain_hash(domain), page_views=1, started=BEGUN)
    return LinkParams(hstc=cookie(token, domain), hssc=session, hsfp=fingerprint).add_to(url)


def crossed(
    arrived: str,
    *,
    token: str = GRACE,
    before: Iterable[Item] = (),
    links: Sequence[str] = (),
    redirects: tuple[Redirect, ...] = (),
    portal: PortalFacts | None = LISTED,
    consent: Consent | None = None,
    identity: dict[str, str] | None = None,
) -> Visit:
    """Ada's visit of the first domain, which has these `links`, then of `arrived`, where she is `token`."""
    known = {} if consent else {"hstc": cookie(token, ".acme-shop.test")}
    named = {"identity": identity} if identity else {}
    return visit(
        navigation(WWW, "load", at_s=0),
        page(WWW, at_s=0, links=tuple(LinkFact(href=href, crosses=True) for href in links)),
        *before,
        page_view(WWW, usertoken=ADA, hstc=cookie(ADA), fingerprint=FINGERPRINT),
        navigation(arrived, "load", at_s=10),
        page(arrived, at_s=10, redirects=redirects),
        page_view(
            arrived,
            referrer=WWW,
            usertoken=token,
            fingerprint=FINGERPRINT,
            consent=consent or Consent(),
            **known,
            **named,
        ),
        portals=(portal,) if portal else (),
    )


def stayed(*links: str, before: Iterable[Item] = (), portal: PortalFacts | None = LISTED) -> Visit:
    """A visit of the first domain alone, whose page has these links."""
    return visit(
        page(WWW, at_s=0, links=tuple(LinkFact(href=href, crosses=True) for href in links)),
        *before,
        page_view(WWW, usertoken=ADA, hstc=cookie(ADA), fingerprint=FINGERPRINT),
        portals=(portal,) if portal else (),
    )
