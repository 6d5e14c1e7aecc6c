"""Rule consent-taken-back."""

from __future__ import annotations

from harness.audit.documents import documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.address import path_of
from harness.wire.words import plain

__all__ = ["consent_taken_back"]


@rule(family="consent", severity="error", needs={"calls"})
def consent_taken_back(visit: Visit) -> Findings:
    """The site takes the visitor's consent back, which the visitor has not asked for.

    Why: revokeCookieConsent removes all of HubSpot's cookies and asks again; the visitor's history ends there, and the
        next page is that of a new visitor. Some clients push it when somebody merely logs out.
    Fix: Push resetVisitorIdentity when somebody logs out, and revokeCookieConsent only when the visitor asks for it.
    Bad: function logout() { _hsp.push(["revokeCookieConsent"]); }
    Good: function logout() { _hsq.push(["resetVisitorIdentity"]); }
    See: https://developers.hubspot.com/docs/api-reference/latest/cookie-banner/cookie-consent-banner-api
    """
    calls = [call for page in documents(visit) for call in page.calls if call.function == "revokeCookieConsent"]
    own = [call for call in calls if not call.by_tracking_code]
    if not own:
        raise DoesNotApply("no consent was taken back")
    if any(choice.decision in ("revoke", "decline", "partial") for choice in visit.choices):
        raise DoesNotApply("the visitor has taken the consent back")
    place = plain(path_of(own[0].frame_url))
    yield finding(
        f"revokeCookieConsent was pushed on {place} without a word of the visitor; "
        "HubSpot will record a new visitor from here on",
        at=own[0],
    )
