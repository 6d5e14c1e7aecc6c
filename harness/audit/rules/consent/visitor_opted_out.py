"""Rule visitor-opted-out."""

from __future__ import annotations

from harness.audit.documents import documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.pushed import argument_of, fields_of
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.capture.timeline import QueueCall
from harness.wire.address import path_of
from harness.wire.words import plain

__all__ = ["visitor_opted_out"]


@rule(family="consent", severity="error", needs={"calls"})
def visitor_opted_out(visit: Visit) -> Findings:
    """The site opts visitors out of tracking who were never asked.

    Why: doNotTrack writes a cookie that lasts for months: nothing more is recorded of this browser, on this page and
        on all later ones. What was meant for one page, or for the team, counts for everybody.
    Fix: Push doNotTrack only when a visitor has refused, and doNotTrack with track: true to take it back.
    Bad: _hsq.push(["doNotTrack"]);
    Good: consent.onDecline(() => _hsq.push(["doNotTrack"]));
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    calls = [call for page in documents(visit) for call in page.site_calls("doNotTrack") if not _is_taken_back(call)]
    if not calls:
        raise DoesNotApply("nobody was opted out")
    if visit.banner or visit.choices or visit.journey == "gpc":
        raise DoesNotApply("the visitor may have refused")
    place = plain(path_of(calls[0].frame_url))
    yield finding(
        f"doNotTrack was pushed on {place}, although nobody was asked; "
        "HubSpot will record nothing more of this browser, on later pages neither",
        at=calls[0],
    )


def _is_taken_back(call: QueueCall) -> bool:
    return fields_of(argument_of(call)).get("track") is True
