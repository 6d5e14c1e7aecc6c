"""Rule acceptance-without-effect."""

from __future__ import annotations

from harness.audit.finding import DoesNotApply, Findings, Undecided, finding
from harness.audit.rule import rule
from harness.audit.tracked import sent_after, tracked
from harness.audit.visit import Visit
from harness.wire.words import plain

__all__ = ["acceptance_without_effect"]


@rule(family="consent", severity="error", needs={"hits", "consent"})
def acceptance_without_effect(visit: Visit) -> Findings:
    """The visitor has accepted, and HubSpot never hears of it.

    Why: The tracking code writes no cookie and knows nobody until its own banner answers; a consent platform that asks
        in its place has to pass the answer on.
    Fix: Push setHubSpotConsent on _hsp with the categories that the visitor has accepted.
    Bad: consent.onAccept(() => banner.remove());
    Good: consent.onAccept((categories) => _hsp.push(["setHubSpotConsent", categories]));
    See: https://developers.hubspot.com/docs/api-reference/latest/cookie-banner/cookie-consent-banner-api
    """
    if not any(choice.allows_analytics for choice in visit.choices):
        raise DoesNotApply("the visitor never accepted")
    after = [hit for hit, _, _ in sent_after(visit, "accept")]
    if not after and not any(True for _ in tracked(visit)):
        raise Undecided("nothing was sent before or after the visitor had accepted")
    if after and not any(hit.consent.given for hit in after):
        banner = f" in the {plain(visit.banner)} banner" if visit.banner else ""
        yield finding(
            f"the visitor had accepted{banner}, and all that left afterwards says that there is no consent; "
            "HubSpot will record a new visitor with every page",
            at=after[-1],
        )
