"""Rule event-before-identity."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from harness.audit.documents import Document, documents, place_of
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.capture.timeline import QueueCall
from harness.wire.hits import CustomEvent, LegacyEvent
from harness.wire.words import plain

__all__ = ["event_before_identity"]


@rule(family="identity", severity="warning", needs={"hits", "calls"})
def event_before_identity(visit: Visit, *, within_s: float = 1.0) -> Findings:
    """An event leaves just before the identity that was meant for it, so it is an anonymous visitor's.

    Why: A hit carries what identify has said before it. Tag managers and customer data platforms turn calls around:
        Segment's web destination tells the events first that it kept until the tracking code was ready.
    Fix: Identify first, and send events once that is done: analytics.ready(() => …) with Segment.
    Bad: analytics.identify("7", { email }); analytics.track("Signed In"); while the page loads
    Good: analytics.ready(() => { analytics.identify("7", { email }); analytics.track("Signed In"); });
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    identified = [(document, call) for document in documents(visit) for call in document.site_calls("identify")]
    if not identified:
        raise DoesNotApply("no identity was pushed")
    for document, call in identified:
        for event in _events_before(document, call, timedelta(seconds=within_s)):
            lead_s = (call.at - document.when(event)).total_seconds()
            place = plain(place_of(event.page.url or document.url))
            yield finding(
                f"{event.phrase} on {place} left {lead_s:.3f} s before identify, and without the identity",
                at=event,
                cause=call,
            )


def _events_before(document: Document, call: QueueCall, within: timedelta) -> Iterator[CustomEvent | LegacyEvent]:
    """The anonymous events that left shortly before an identity was pushed."""
    for hit in document.hits:
        lead = call.at - document.when(hit)
        if isinstance(hit, CustomEvent | LegacyEvent) and not hit.identity and timedelta() <= lead <= within:
            yield hit
