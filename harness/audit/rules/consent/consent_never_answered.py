"""Rule consent-never-answered."""

from __future__ import annotations

from harness.audit.finding import DoesNotApply, Findings, Undecided, finding
from harness.audit.rule import rule
from harness.audit.tracked import tracked
from harness.audit.visit import Visit
from harness.audit.words import count
from harness.wire.hits import ConsentCategories

__all__ = ["consent_never_answered"]


@rule(family="consent", severity="error", needs={"hits", "cookies"})
def consent_never_answered(visit: Visit) -> Findings:
    """HubSpot's banner script never answers whether the visitor may be tracked, so the tracking code knows nobody.

    Why: Also where no banner is shown, its script tells the tracking code that it may write cookies; where the script
        is missing, blocked or switched off, every page load is a new visitor without consent.
    Fix: Load the whole tracking code by HubSpot's loader, and let the consent platform block neither of its scripts.
    Bad: <script id="hs-analytics" src="https://js.hs-analytics.net/analytics/1/4242.js"></script>
    Good: <script id="hs-script-loader" async defer src="//js.hs-scripts.com/4242.js"></script>
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    hits = [hit for _, hit, _ in tracked(visit)]
    if not hits:
        raise DoesNotApply("no hit was sent")
    if visit.banner or visit.choices:
        raise DoesNotApply("a consent banner asks the visitor")
    waiting = [hit for hit in hits if not hit.consent.given and hit.consent.categories == ConsentCategories.NONE]
    if len(waiting) < len(hits) or any(cookie.name == "hubspotutk" for page in visit.pages for cookie in page.cookies):
        return
    if not visit.settled:
        raise Undecided("no hit has consent, but the page did not come to rest; the banner may answer later")
    documents = len({id(document) for document, _, _ in tracked(visit)})
    yield finding(
        f"no hit of {count(documents, 'page')} has an answer of the banner; "
        "HubSpot will record a new visitor with every page",
        at=waiting[0],
    )
