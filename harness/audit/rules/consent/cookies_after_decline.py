"""Rule cookies-after-decline."""

from __future__ import annotations

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.tracked import choice_until
from harness.audit.visit import PageVisit, Visit
from harness.wire.address import host_of
from harness.wire.cookies import reaches

__all__ = ["cookies_after_decline"]

TRACKERS = ("__hstc", "hubspotutk", "__hssc", "__hssrc")
REFUSALS = ("decline", "partial", "revoke")


@rule(family="consent", severity="error", needs={"cookies", "consent"})
def cookies_after_decline(visit: Visit) -> Findings:
    """HubSpot's tracking cookies lie in the browser of a visitor who has declined, or taken the consent back.

    Why: The cookies tell the same visitor again for six months; after a refusal none may be written, and those from
        before have to go.
    Fix: Push revokeCookieConsent on _hsp when the visitor refuses, which removes them, and load no tracking code after.
    Bad: consent.onDecline(() => banner.remove());
    Good: consent.onDecline(() => _hsp.push(["revokeCookieConsent"]));
    See: https://developers.hubspot.com/docs/api-reference/latest/cookie-banner/cookie-consent-banner-api
    """
    if not any(choice.decision in REFUSALS for choice in visit.choices):
        raise DoesNotApply("the visitor never declined")
    for page in visit.pages:
        choice = choice_until(visit, page.loaded_at)
        names = _trackers(page)
        if choice and choice.decision in REFUSALS and names:
            said = "had taken the consent back" if choice.decision == "revoke" else "had declined"
            yield finding(
                f"{', '.join(names)} lay in the browser after the visitor {said}; HubSpot will know the visitor again",
                at=page,
            )
            return


def _trackers(page: PageVisit) -> list[str]:
    host = host_of(page.final_url)
    names = {cookie.name for cookie in page.cookies if reaches(cookie.domain, host)}
    return [name for name in TRACKERS if name in names]
