"""Rule ignored-call."""

from __future__ import annotations

from harness.audit.documents import documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.queue_words import FUNCTIONS
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.capture.timeline import QueueCall
from harness.wire.words import plain, quoted

__all__ = ["ignored_call"]


@rule(family="events", severity="error", needs={"calls"})
def ignored_call(visit: Visit) -> Findings:
    """A call is pushed in a form that the tracking code does not notice.

    Why: A call is an array with the function's name first, one for each push. Once the tracking code runs, it looks at
        the first argument of a push alone, and at nothing that is put into the queue without push.
    Fix: Push each call as an array of its own: _hsq.push([name, value]).
    Bad: _hsq.push(["setPath", path], ["trackPageView"]); or _hsq.push("trackPageView");
    Good: _hsq.push(["setPath", path]); _hsq.push(["trackPageView"]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    calls = [call for page in documents(visit) for call in page.calls if not call.by_tracking_code]
    if not calls:
        raise DoesNotApply("the site pushed no call")
    told: set[tuple[str, str]] = set()
    for call in calls:
        name = _bare(call) or call.function
        if (call.ignored or _bare(call)) and (name, str(call.source)) not in told:
            told.add((name, str(call.source)))
            manner = "as a bare text" if _bare(call) else "behind another call in one push, or without push"
            subject = quoted(name) if _bare(call) else plain(name)
            yield finding(f"{subject} was given {manner}; HubSpot will record nothing of it", at=call)


def _bare(call: QueueCall) -> str:
    """The name of a function that was pushed without an array around it."""
    given = call.arguments[0] if call.function == "(entry)" and call.arguments else None
    return given if isinstance(given, str) and given in FUNCTIONS.get(call.queue, ()) else ""
