"""Rule failing-call."""

from __future__ import annotations

from harness.audit.documents import Document
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.portal_code import blame
from harness.audit.pushed import hits_with_documents
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.capture.timeline import JsonValue, QueueCall
from harness.wire.hits import ScriptError
from harness.wire.words import quoted

__all__ = ["failing_call"]


@rule(family="events", severity="error", needs={"hits"})
def failing_call(visit: Visit) -> Findings:
    """The tracking code reports an error of its own: something that it was given, or that it called back, throws.

    Why: A listener or a function in the queue that throws, and a call with arguments that make no sense, end in an
        error report to HubSpot instead of a hit; the page itself sees nothing of it.
    Fix: Open the page with #hsdbg behind its address, find the call, and give it what HubSpot documents.
    Bad: _hsq.push(["addIdentityListener", (hstc) => document.querySelector("#gone").href += hstc]);
    Good: _hsq.push(["addIdentityListener", (hstc, hssc, hsfp) => decorateLinks(hstc, hssc, hsfp)]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    if not visit.hits:
        raise DoesNotApply("no hit was sent")
    told: set[str] = set()
    for document, hit in hits_with_documents(visit, ScriptError):
        message = hit.message or hit.error or ""
        if message not in told and blame(visit, document, hit) != "portal":
            told.add(message)
            yield finding(
                f"the tracking code reported {quoted(message, 120)}; "
                "HubSpot will record nothing of the call that failed",
                at=hit,
                page=document.url,
                cause=_suspect(document),
            )


def _suspect(document: Document) -> QueueCall | None:
    """The call that gave the tracking code something of the site's to run; None unless there is one alone."""
    given = [call for call in document.calls if not call.by_tracking_code and any(map(_is_function, call.arguments))]
    return given[0] if len(given) == 1 else None


def _is_function(value: JsonValue) -> bool:
    return isinstance(value, dict) and "$function" in value
