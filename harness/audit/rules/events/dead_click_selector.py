"""Rule dead-click-selector."""

from __future__ import annotations

from collections import defaultdict

from harness.audit.clicks import sightings
from harness.audit.finding import DoesNotApply, Findings, Undecided, finding
from harness.audit.rule import rule
from harness.audit.visit import ClickRule, ElementMatch, PageVisit, Visit
from harness.audit.words import count
from harness.wire.words import plain, quoted

__all__ = ["dead_click_selector"]


@rule(family="events", severity="error", needs={"portal", "elements"})
def dead_click_selector(visit: Visit) -> Findings:
    """A clicked-element event of the portal has a selector that matches nothing any more.

    Why: The event was set up in HubSpot for the page as it was; since then an id or a class has changed, and the event
        counts nothing, silently.
    Fix: Choose the element anew in HubSpot's event editor, or give the element back its id.
    Bad: the event listens to #register, and the page has <button id="enrol">
    Good: the event listens to #register, and the page has <button id="register">
    See: https://knowledge.hubspot.com/reports/create-custom-events-with-the-event-visualizer
    """
    seen: dict[ClickRule, list[tuple[PageVisit, ElementMatch]]] = defaultdict(list)
    for _, click, page, match in sightings(visit):
        seen[click].append((page, match))
    if not seen:
        raise DoesNotApply("the portal listens to no clicks on the pages that were seen")
    for click, matches in seen.items():
        page, match = matches[0]
        event = f"the event {plain(click.event)} listens to {quoted(click.selector)}"
        if match.invalid:
            yield finding(f"{event}, which is no selector; HubSpot will record no click", at=page)
        elif not any(match.count for _, match in matches):
            where = count(len(matches), "page")
            if click.url is None:
                yield Undecided(f"{event}, which matches nothing on the {where} that {_were(matches)} seen")
            else:
                yield finding(
                    f"{event}, which matches nothing on {plain(click.url)}; no click will be recorded", at=page
                )


def _were(matches: list[tuple[PageVisit, ElementMatch]]) -> str:
    return "was" if len(matches) == 1 else "were"
