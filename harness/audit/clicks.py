"""Clicked-element events of a portal: on which addresses they apply, and what their selectors find on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harness.audit.visit import ClickRule, ElementMatch, PageVisit, PortalFacts, Visit
from harness.wire.address import without_fragment

__all__ = ["applies", "sightings"]


def applies(rule: ClickRule, url: str) -> bool:
    """Whether a rule is meant for an address: the same without query and case, `*` standing for anything."""
    if rule.url is None:
        return True
    wanted, address = _plain(rule.url, rule.url), _plain(url, rule.url)
    pattern = ".*".join(re.escape(piece) for piece in re.split(r"\*+", wanted)[:20])
    return re.fullmatch(pattern, address) is not None


def sightings(visit: Visit) -> Iterator[tuple[PortalFacts, ClickRule, PageVisit, ElementMatch]]:
    """Each rule of each portal with the pages that it is meant for, and what it finds there."""
    for portal in visit.portals:
        for rule in dict.fromkeys(portal.click_rules):
            for page in visit.pages:
                found = next((each for each in page.elements if each.selector == rule.selector), None)
                if found and applies(rule, page.final_url):
                    yield portal, rule, page, found


def _plain(url: str, rule: str) -> str:
    """An address as rules compare it; the query counts only where the rule has one."""
    address = without_fragment(url).lower()
    return (address if "?" in rule else address.partition("?")[0]).rstrip("/")
