"""Rule tracking-before-choice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.tracked import TRACKING, arrived_at, cookieless_fix, is_cookieless
from harness.audit.visit import Visit
from harness.audit.words import count
from harness.wire.hits import Hit
from harness.wire.words import plain

__all__ = ["tracking_before_choice"]

POLICIES_THAT_ASK = (None, 1, 3)
"""The banner's policies under which the visitor is asked: opt-in and by category; None where the hit does not say."""


@rule(family="consent", severity="error", needs={"hits", "consent"})
def tracking_before_choice(visit: Visit) -> Findings:
    """Tracking hits leave the browser while a consent banner still asks for permission.

    Why: Where a banner asks first, nothing may be tracked until the visitor has said yes; HubSpot's own banner only
        holds the cookies back, hits leave all the same, and another platform's banner holds nothing back by itself.
    Fix: Load the tracking code only after the visitor has accepted.
    Bad: a script tag for the loader in the page, and a consent platform that does not know of it
    Good: consent.onAccept("analytics", () => document.head.append(loader));
    See: https://developers.hubspot.com/docs/api-reference/latest/cookie-banner/cookie-consent-banner-api
    """
    if visit.banner is None:
        raise DoesNotApply("no consent banner was seen")
    chosen_at = visit.choices[0].chosen_at if visit.choices else None
    early = [hit for hit in visit.hits if isinstance(hit, TRACKING) and _before(hit, chosen_at)]
    asked = [hit for hit in early if hit.consent.policy in POLICIES_THAT_ASK]
    if early and not asked:
        raise DoesNotApply("the consent banner informs, it does not ask")
    named = [hit for hit in asked if not is_cookieless(hit)]
    if named:
        yield finding(_told(named, visit, "as if the visitor had agreed", chosen_at), at=named[0])
    elif asked:
        yield finding(
            _told(asked, visit, "without cookies", chosen_at),
            at=asked[0],
            severity="warning",
            fix=cookieless_fix(visit),
        )


def _before(hit: Hit, chosen_at: datetime | None) -> bool:
    """Whether a hit arrived before the choice; both by this machine's clock, since a page's clock may run ahead."""
    arrived = arrived_at(hit)
    return chosen_at is None or (arrived is not None and arrived < chosen_at)


def _told(hits: Sequence[Hit], visit: Visit, manner: str, chosen_at: datetime | None) -> str:
    told = f"{count(len(hits), 'hit')} left {manner} while the {plain(visit.banner or '')} banner was asking"
    first = arrived_at(hits[0])
    if chosen_at is None or first is None:
        return f"{told}; the visitor never chose"
    return f"{told}, the first {(chosen_at - first).total_seconds():.1f} s before the choice"
