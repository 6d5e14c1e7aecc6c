"""Rule visitor-without-cookies."""

from __future__ import annotations

from datetime import timedelta

from harness.audit.documents import documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.tracked import TRACKING
from harness.audit.visit import Visit
from harness.wire.address import path_of
from harness.wire.words import plain

__all__ = ["visitor_without_cookies"]

SESSION = timedelta(minutes=30)


@rule(family="cookies", severity="error", needs={"hits"})
def visitor_without_cookies(visit: Visit) -> Findings:
    """The visitor has agreed, but the tracking code cannot read back the cookies that it writes.

    Why: Without __hstc every page load makes up a new visitor; a sandboxed frame, a proxy that strips cookies, or a
        script that overrides document.cookie keeps them out.
    Fix: Let the page write first-party cookies, and leave document.cookie as the browser has it.
    Bad: Object.defineProperty(document, "cookie", { get: () => "", set: () => true });
    Good: leave document.cookie alone once the visitor has accepted
    See: https://knowledge.hubspot.com/privacy-and-consent/what-cookies-does-hubspot-set-in-a-visitor-s-browser
    """
    agreed = [
        (document, hit)
        for document in documents(visit)
        for hit in document.hits
        if isinstance(hit, TRACKING)
        and hit.consent.given
        # A session that runs out while a page is open takes its cookies along.
        and document.when(hit) - document.started_at < SESSION
    ]
    if not agreed:
        raise DoesNotApply("no hit was sent with consent")
    for document, hit in agreed:
        if hit.visitor.hstc is None and not hit.torn_cookies and not hit.visitor.was_reset:
            yield finding(
                f"the {hit.phrase} on {plain(path_of(document.url))} has consent and no copy of __hstc; "
                "HubSpot will record a new visitor with every page",
                at=hit,
            )
            return
