"""Rule unheard-click."""

from __future__ import annotations

from harness.audit.clicks import sightings
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.words import plain, quoted

__all__ = ["unheard_click"]


@rule(family="events", severity="warning", needs={"portal", "elements"})
def unheard_click(visit: Visit) -> Findings:
    """Elements that a clicked-element event is meant for were added later, and the tracking code does not listen.

    Why: The tracking code looks for the elements when it starts and after setPath; what a script renders later has no
        handler.
    Fix: Push refreshPageHandlers after the content has changed.
    Bad: list.innerHTML = rows; after the page has loaded
    Good: list.innerHTML = rows; _hsq.push(["refreshPageHandlers"]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    seen = [each for each in sightings(visit) if each[2].takeover and not each[3].invalid]
    if not any(match.count for _, _, _, match in seen):
        raise DoesNotApply("no element of a clicked-element event was seen")
    told: set[str] = set()
    for _, click, page, match in seen:
        deaf = match.count - match.marked
        if deaf > 0 and click.selector not in told:
            told.add(click.selector)
            yield finding(
                f"{deaf} of {match.count} elements of {quoted(click.selector)} have no handler; "
                f"HubSpot will record no {plain(click.event)} of them",
                at=page,
            )
