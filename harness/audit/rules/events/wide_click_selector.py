"""Rule wide-click-selector."""

from __future__ import annotations

from harness.audit.clicks import sightings
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.audit.words import count
from harness.wire.words import plain, quoted

__all__ = ["wide_click_selector"]

WHOLE_PAGE = frozenset({"*", "html", "body", ":root", "#root", "#app", "#__next"})


@rule(family="events", severity="warning", needs={"portal", "elements"})
def wide_click_selector(visit: Visit, *, most: int = 25) -> Findings:
    """A clicked-element event of the portal matches far more than one would click for it.

    Why: A selector such as a or .btn matches every link or button of the page; each click of any of them counts as the
        event, and the figure says nothing.
    Fix: Narrow the selector down to the element that is meant, by an id or a data attribute of its own.
    Bad: the event pe4242_registered listens to a
    Good: the event pe4242_registered listens to #register
    See: https://knowledge.hubspot.com/reports/create-custom-events-with-the-event-visualizer
    """
    seen = list(sightings(visit))
    if not seen:
        raise DoesNotApply("the portal listens to no clicks on the pages that were seen")
    told: set[str] = set()
    for _, click, page, match in seen:
        whole = click.selector.strip().lower() in WHOLE_PAGE and match.count > 0
        if click.selector not in told and (whole or match.count > most):
            told.add(click.selector)
            what = "the whole page" if whole else count(match.count, "element")
            yield finding(
                f"the event {plain(click.event)} listens to {quoted(click.selector)}, which matches {what}; "
                "HubSpot will record nearly every click as this event",
                at=page,
            )
