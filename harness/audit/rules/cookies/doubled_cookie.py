"""Rule doubled-cookie."""

from __future__ import annotations

from collections import defaultdict

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import PageVisit, Visit
from harness.wire.address import host_of
from harness.wire.cookies import reaches
from harness.wire.words import plain

__all__ = ["doubled_cookie"]

VISITORS = ("hubspotutk", "__hstc")


@rule(family="cookies", severity="warning", needs={"cookies"})
def doubled_cookie(visit: Visit) -> Findings:
    """A page has two cookies of one name with different visitors in them.

    Why: One was written for the host alone and one for its domain, as happens when the portal's list of domains
        changes or a script writes hubspotutk itself; which of them is read is up to the browser.
    Fix: Let the tracking code alone write its cookies, and delete the one for the host alone.
    Bad: document.cookie = "hubspotutk=" + crypto.randomUUID();
    Good: the portal's domains listed once, and no script that writes hubspotutk
    See: https://knowledge.hubspot.com/privacy-and-consent/what-cookies-does-hubspot-set-in-a-visitor-s-browser
    """
    if not any(cookie.name in VISITORS for page in visit.pages for cookie in page.cookies):
        raise DoesNotApply("there is no cookie of a visitor")
    told: set[str] = set()
    for page in visit.pages:
        for name, domains in _doubled(page).items():
            if name not in told:
                told.add(name)
                yield finding(
                    f"there are {len(domains)} cookies {name}, for {plain(' and '.join(domains))}; "
                    "HubSpot will record one visitor or the other",
                    at=page,
                )


def _doubled(page: PageVisit) -> dict[str, list[str]]:
    """The domains of each cookie of a visitor that the page has with more than one value."""
    host = host_of(page.final_url)
    values: dict[str, dict[str, str]] = defaultdict(dict)
    for cookie in page.cookies:
        if cookie.name in VISITORS and reaches(cookie.domain, host):
            values[cookie.name][cookie.domain] = cookie.value
    return {name: sorted(found) for name, found in values.items() if len(set(found.values())) > 1}
