"""Rule global-privacy-control-ignored."""

from __future__ import annotations

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.tracked import is_cookieless, tracked
from harness.audit.visit import Visit
from harness.audit.words import count

__all__ = ["global_privacy_control_ignored"]


@rule(family="consent", severity="warning", needs={"hits", "consent"})
def global_privacy_control_ignored(visit: Visit) -> Findings:
    """A visitor whose browser sends Global Privacy Control is tracked on a site that asks for consent.

    Why: The signal is a refusal, by law in some places. The tracking code does not look at it; HubSpot's banner does
        where its policy says so, and another platform's has to pass it on.
    Fix: Switch Global Privacy Control on in the banner's policy, or load no tracking code where the signal is set.
    Bad: document.head.append(loader);
    Good: if (!navigator.globalPrivacyControl) document.head.append(loader);
    See: https://developers.hubspot.com/docs/api-reference/latest/cookie-banner/cookie-consent-banner-api
    """
    if visit.journey != "gpc":
        raise DoesNotApply("the browser did not send Global Privacy Control")
    named = [hit for _, hit, _ in tracked(visit) if not is_cookieless(hit)]
    if visit.banner is None and not any(page.platforms for page in visit.pages):
        raise DoesNotApply("nobody is asked for consent on this site")
    if named:
        yield finding(
            f"{count(len(named), 'hit')} left as if the visitor had agreed, although the browser sends Global Privacy "
            "Control; HubSpot will record the visit with its visitor",
            at=named[0],
        )
