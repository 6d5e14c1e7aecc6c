"""Rule tracking-after-revoke."""

from __future__ import annotations

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.tracked import is_cookieless, sent_after
from harness.audit.visit import Visit
from harness.audit.words import count

__all__ = ["tracking_after_revoke"]


@rule(family="consent", severity="error", needs={"hits", "consent"})
def tracking_after_revoke(visit: Visit) -> Findings:
    """Hits go on as if the visitor still agreed, although the visitor has taken the consent back.

    Why: A tracking code that runs goes on until it is told to stop; where the consent platform merely forgets its
        answer, everything up to the next load is still tracked, and in an application that may be the whole visit.
    Fix: Push revokeCookieConsent on _hsp, or doNotTrack on _hsq, when the visitor takes the consent back.
    Bad: consent.onRevoke(() => location.hash = "");
    Good: consent.onRevoke(() => _hsp.push(["revokeCookieConsent"]));
    See: https://developers.hubspot.com/docs/api-reference/latest/cookie-banner/cookie-consent-banner-api
    """
    if not any(choice.decision == "revoke" for choice in visit.choices):
        raise DoesNotApply("the visitor never took a consent back")
    named = [each for each in sent_after(visit, "revoke") if not is_cookieless(each[0])]
    if named:
        first, choice, at = named[0]
        lead_s = (at - choice.chosen_at).total_seconds()
        yield finding(
            f"{count(len(named), 'hit')} left after the visitor had taken the consent back, the first {lead_s:.1f} s "
            "later; HubSpot will record the visit with its visitor",
            at=first,
        )
