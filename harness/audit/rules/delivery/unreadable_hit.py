"""Rule unreadable-hit."""

from __future__ import annotations

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.audit.words import count
from harness.wire.address import path_of
from harness.wire.words import plain

__all__ = ["unreadable_hit"]


@rule(family="delivery", severity="warning", needs={"hits"})
def unreadable_hit(visit: Visit) -> Findings:
    """A request to HubSpot's tracking host cannot be read: it was put together by hand, or changed on the way.

    Why: The tracking code writes its own hits; a pixel in a template, an e-mail's pixel copied into a page, or a proxy
        that rewrites addresses makes requests that count for nobody.
    Fix: Take the hand-made request out, and push trackPageView or an event on the queue instead.
    Bad: <img src="https://track.hubspot.com/__ptq.gif?a=PORTAL_ID&k=1">
    Good: _hsq.push(["trackPageView"]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    if not (visit.hits or visit.malformed):
        raise DoesNotApply("nothing was sent to HubSpot")
    kinds = {(path_of(each.request.url), each.reasons): each for each in reversed(visit.malformed)}
    for (path, reasons), first in reversed(kinds.items()):
        same = sum((path_of(each.request.url), each.reasons) == (path, reasons) for each in visit.malformed)
        yield finding(
            f"{count(same, 'request')} to {plain(path)} cannot be read ({plain('; '.join(reasons), 200)}); "
            "HubSpot will record nothing of it",
            at=first,
        )
