"""Rule short-lived-cookie."""

from __future__ import annotations

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit

__all__ = ["short_lived_cookie"]

VISITORS = ("hubspotutk", "__hstc")
DAY_S = 86_400


@rule(family="cookies", severity="warning", needs={"cookies"})
def short_lived_cookie(visit: Visit, *, least_days: int = 150) -> Findings:
    """The visitor's cookie ends long before the six months that HubSpot gives it.

    Why: Something writes the cookie anew with a life of its own, a proxy, a consent platform or a script; whoever
        comes back later is a new visitor.
    Fix: Leave HubSpot's cookies to the tracking code, and raise the limit of the consent platform.
    Bad: document.cookie = `hubspotutk=${token}; path=/`;
    Good: no script that writes hubspotutk
    See: https://knowledge.hubspot.com/privacy-and-consent/what-cookies-does-hubspot-set-in-a-visitor-s-browser
    """
    # Under a policy that asks, a visitor who comes back only has the days that are left.
    pages = [page for page in visit.pages if visit.journey != "return"]
    kept = [(page, cookie) for page in pages for cookie in page.cookies if cookie.name in VISITORS]
    if not kept:
        raise DoesNotApply("there is no cookie of a visitor")
    for page, cookie in kept:
        if cookie.lifetime_s is None or cookie.lifetime_s < least_days * DAY_S:
            life = "with the browser" if cookie.lifetime_s is None else f"after {cookie.lifetime_s / DAY_S:.0f} days"
            yield finding(
                f"the cookie {cookie.name} ends {life}; HubSpot will record whoever comes back later as a new visitor",
                at=page,
            )
            return
