"""What servers sent to HubSpot's APIs, and did not."""

from __future__ import annotations

from harness.capture.timeline import PageFault
from harness.expect.case import Case
from harness.expect.hints.registry import hint
from harness.wire.words import plain

PAGE = "docs/server-side.md"
LONGEST_TEXT = 300


@hint(see=f"{PAGE}#bad-calls", of_servers=True)
def bad_call(case: Case) -> str | None:
    """A call was bad, so nothing was counted."""
    faults = case.timeline.of(PageFault)
    if case.wants_absence or not faults:
        return None
    return f"a bad call counts nothing: {plain(faults[-1].text, LONGEST_TEXT)}"


@hint(see=f"{PAGE}#point-your-code-at-it", of_servers=True)
def never_called(case: Case) -> str | None:
    """Nothing came at all."""
    if case.wants_absence or len(case.timeline):
        return None
    return "no call came; see whether the code under test was given hubspot_api.base_url, and had made its call by then"
