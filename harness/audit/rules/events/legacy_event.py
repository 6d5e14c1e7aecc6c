"""Rule legacy-event."""

from __future__ import annotations

from harness.audit.documents import documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.pushed import argument_of, fields_of
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.capture.timeline import JsonValue, QueueCall
from harness.wire.hits import LegacyEvent
from harness.wire.words import plain, quoted

__all__ = ["legacy_event"]


@rule(family="events", severity="error", needs={"hits"})
def legacy_event(visit: Visit) -> Findings:
    """An event is pushed with trackEvent, which has been without effect since 2026.

    Why: HubSpot has retired legacy events: the tracking code ignores trackEvent, and what an older one still sends is
        not recorded.
    Fix: Define a custom behavioral event in HubSpot and push trackCustomBehavioralEvent with its internal name.
    Bad: _hsq.push(["trackEvent", { id: "Course Registration", value: 120 }]);
    Good: _hsq.push(["trackCustomBehavioralEvent", { name: "pe4242_course_registration", properties: { price: 120 } }]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    pages = documents(visit)
    calls = [call for page in pages for name in ("trackEvent", "trackConversion") for call in page.site_calls(name)]
    sent = [hit for page in pages for hit in page.hits if isinstance(hit, LegacyEvent)]
    if not calls and not sent:
        raise DoesNotApply("no legacy event was pushed or sent")
    for name, call in {_name_of(call): call for call in reversed(calls)}.items():
        yield finding(f"{plain(call.function)} was pushed{_named(name)}; HubSpot will record no event", at=call)
    if not calls:
        for name, hit in {hit.id or "": hit for hit in reversed(sent)}.items():
            yield finding(f"a legacy event was sent{_named(name)}; HubSpot will record no event", at=hit)


def _name_of(call: QueueCall) -> str:
    given: JsonValue = argument_of(call)
    name = fields_of(given).get("id", given)
    return str(name) if isinstance(name, str | int | float) else ""


def _named(name: str) -> str:
    return f" for {quoted(name)}" if name else ""
