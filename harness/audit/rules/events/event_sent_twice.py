"""Rule event-sent-twice."""

from __future__ import annotations

from datetime import timedelta

from harness.audit.documents import Document, documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.pushed import event_call
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.hits import CustomEvent

__all__ = ["event_sent_twice"]


@rule(family="events", severity="warning", needs={"hits"})
def event_sent_twice(visit: Visit, *, within_s: float = 1.0) -> Findings:
    """The same event, with the same properties, is sent twice in a moment.

    Why: Two pieces of code push it, a tag and the application, or one of them runs twice; HubSpot counts each of them.
    Fix: Let one place push the event, once for what the visitor does.
    Bad: button.onclick = register; and button.addEventListener("click", register);
    Good: button.addEventListener("click", register);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    pages = [(page, events) for page in documents(visit) if (events := _events(page))]
    if not pages:
        raise DoesNotApply("no event was sent")
    for page, events in pages:
        last: dict[object, CustomEvent] = {}
        told: set[object] = set()
        for event in events:
            key = (event.name, event.properties)
            before = last.get(key)
            last[key] = event
            if before and key not in told and _is_close(page, before, event, within_s):
                told.add(key)
                lead_s = (page.when(event) - page.when(before)).total_seconds()
                yield finding(
                    f"{event.phrase} was sent again {lead_s:.3f} s later; HubSpot will record it twice",
                    at=event,
                    cause=event_call(page, event),
                )


def _events(page: Document) -> list[CustomEvent]:
    return [hit for hit in page.hits if isinstance(hit, CustomEvent)]


def _is_close(page: Document, before: CustomEvent, event: CustomEvent, within_s: float) -> bool:
    """Whether so little time passed, and no step of the visitor, that it cannot have been meant."""
    start, end = page.when(before), page.when(event)
    return end - start <= timedelta(seconds=within_s) and not any(start < each.at < end for each in page.changes)
