"""Rule hit-blocked-by-policy."""

from __future__ import annotations

from harness.audit.blocked import blocked, blocked_hosts
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.audit.words import count
from harness.wire.words import plain

__all__ = ["hit_blocked_by_policy"]


@rule(family="delivery", severity="error", needs={"faults"})
def hit_blocked_by_policy(visit: Visit) -> Findings:
    """The site's Content Security Policy forbids the images by which the tracking code reports.

    Why: Each hit is an image from HubSpot's tracking host. The tracking code runs and knows nothing of the refusal;
        connect-src, which is often allowed instead, is not asked for images.
    Fix: Allow HubSpot's tracking host in img-src.
    Bad: Content-Security-Policy: img-src 'self'; connect-src 'self' *.hubspot.com
    Good: Content-Security-Policy: img-src 'self' track.hubspot.com
    See: https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Content-Security-Policy/img-src
    """
    if not (visit.faults or visit.pages):
        raise DoesNotApply("no page was seen")
    for refused in blocked_hosts(visit, "track"):
        hits = [each for each in blocked(visit, "track") if each.host == refused.host]
        yield finding(
            f"the Content Security Policy of {plain(refused.page)} forbids {refused.host} in {refused.directive}; "
            f"HubSpot will record none of the {count(len(hits), 'hit')} that the page asked for",
            at=refused.fault,
            fix=f"Allow https://{refused.host} in img-src.",
        )
