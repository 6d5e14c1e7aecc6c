"""Rule tracking-after-decline."""

from __future__ import annotations

from collections.abc import Sequence

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.tracked import cookieless_fix, is_cookieless, sent_after
from harness.audit.visit import Visit
from harness.audit.words import count
from harness.wire.hits import Hit
from harness.wire.words import plain

__all__ = ["tracking_after_decline"]

REFUSALS = ("decline", "partial")


@rule(family="consent", severity="error", needs={"hits", "consent"})
def tracking_after_decline(visit: Visit) -> Findings:
    """Hits leave the browser after the visitor has declined to be tracked.

    Why: Whoever says no must not be tracked. A consent platform stops HubSpot only where it is told to; HubSpot's own
        banner holds the cookies back, and hits leave all the same.
    Fix: Load the tracking code only after the visitor has accepted, and have the platform push doNotTrack on a refusal.
    Bad: a consent platform beside a script tag for the loader that it does not know of
    Good: consent.onAccept("analytics", () => document.head.append(loader));
    See: https://developers.hubspot.com/docs/api-reference/latest/cookie-banner/cookie-consent-banner-api
    """
    refused = [choice for choice in visit.choices if choice.decision in REFUSALS]
    if not refused:
        raise DoesNotApply("the visitor never declined")
    late = [hit for hit, _, _ in sent_after(visit, *REFUSALS)]
    named = [hit for hit in late if not is_cookieless(hit)]
    if named:
        told = f"{_told(named, visit)} as if the visitor had agreed; HubSpot will record the visit with its visitor"
        yield finding(told, at=named[0])
    elif late:
        told = f"{_told(late, visit)} without cookies; HubSpot will record anonymous visits"
        yield finding(told, at=late[0], severity="warning", fix=cookieless_fix(visit))


def _told(hits: Sequence[Hit], visit: Visit) -> str:
    banner = f" in the {plain(visit.banner)} banner" if visit.banner else ""
    return f"{count(len(hits), 'hit')} left after the visitor had declined{banner},"
