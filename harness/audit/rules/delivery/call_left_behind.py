"""Rule call-left-behind."""

from __future__ import annotations

from harness.audit.documents import documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.address import path_of
from harness.wire.words import plain

__all__ = ["call_left_behind"]

SENDING = ("trackCustomBehavioralEvent", "trackPageView", "trackEvent", "trackFormSubmission", "trackConversion")


@rule(family="delivery", severity="error", needs={"hits", "calls", "navigations"})
def call_left_behind(visit: Visit) -> Findings:
    """What a page pushes is lost, because the page is left before the tracking code runs.

    Why: The queue lives in the document. A page that redirects at once, as thank-you and sign-in pages do, takes along
        what waits in it; the tracking code of the next page finds a new queue.
    Fix: Push the event on the page that the visitor arrives at, or redirect only once it was sent.
    Bad: _hsq.push(["trackCustomBehavioralEvent", signedUp]); location.replace("/welcome");
    Good: location.replace("/welcome?signed-up"); and the push on /welcome
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    loads = documents(visit)
    queued = [page for page in loads if any(page.site_calls(function) for function in SENDING)]
    if not queued:
        raise DoesNotApply("the site pushed nothing that sends a hit")
    for page in queued:
        followed = any(other.hits and other.started_at > page.started_at for other in loads)
        calls = sorted((call for name in SENDING for call in page.site_calls(name)), key=lambda call: call.at)
        if page.hits or not followed or not all(call.before_takeover for call in calls):
            continue
        names = ", ".join(dict.fromkeys(call.function for call in calls))
        yield finding(
            f"{names} was pushed on {plain(path_of(page.url))}, which was left before the tracking code ran; "
            "HubSpot will record nothing of it",
            at=calls[0],
        )
