"""Visits of pages on which the portal listens to clicks."""

from __future__ import annotations

from harness.audit.testing import page, visit
from harness.audit.visit import ClickRule, ElementMatch, PortalFacts, Visit

EVENT = "pe4242_registered"
HOME = "https://www.acme.test/"


def clicked(selector: str, *found: ElementMatch, url: str | None = None, takeover: bool = True) -> Visit:
    """A visit of as many pages as there are matches, on which the portal listens to `selector`."""
    portal = PortalFacts(portal_id=4242, click_rules=(ClickRule(selector=selector, event=EVENT, url=url),))
    return visit(*(page(HOME, elements=(each,), takeover=takeover) for each in found), portals=(portal,))
